package dev.sitedrop.intake.mail.letter;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.MetadataException;
import com.drew.metadata.Tag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a logo from a photo, where the text shows both. */
final class Logo {
  /** In bytes: no photo is so small. */
  private static final int SMALL_FILE = 6 * 1024;

  /** In pixels, of the shorter side. */
  private static final int SMALL_SIDE = 200;

  /** In bytes: enough for any picture's measures. */
  private static final int HEAD = 128 * 1024;

  private Logo() {}

  /** Whether a picture is too small to be a photo. */
  static boolean isSmall(Path picture, long size) throws IOException {
    return size < SMALL_FILE || shorterSide(picture) < SMALL_SIDE;
  }

  /** In pixels; a lot if it is not known. The picture itself is never decoded. */
  private static int shorterSide(Path picture) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(picture)) {
      head = in.readNBytes(HEAD);
    }
    int shorter = Integer.MAX_VALUE;
    try {
      for (Directory directory :
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(head)).getDirectories()) {
        if (directory.getName().contains("Thumbnail")) {
          continue;
        }
        for (Tag tag : directory.getTags()) {
          if (tag.getTagName().matches("Image (Width|Height)")) {
            shorter = Math.min(shorter, directory.getInt(tag.getTagType()));
          }
        }
      }
    } catch (ImageProcessingException | IOException | MetadataException unreadable) {
      return shorter;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError crafted) {
      return shorter;
    }
    return shorter;
  }
}
