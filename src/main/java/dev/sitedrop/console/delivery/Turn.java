package dev.sitedrop.console.delivery;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a picture has to be turned to be upright.
 *
 * @param orientation by EXIF, 1 to 8
 */
record Turn(int orientation) {
  private static final Turn NONE = new Turn(1);

  /** In bytes: EXIF stands in the beginning. */
  private static final int HEAD = 128 * 1024;

  /** What says nothing, or nothing that can be read, stays as it is. */
  static Turn of(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD);
    }
    if (head.length < 2 || head[0] != (byte) 0xFF || head[1] != (byte) 0xD8) {
      return NONE; // no JPEG; PNGs of cameras are upright
    }
    try {
      ExifIFD0Directory exif =
          ImageMetadataReader.readMetadata(new ByteArrayInputStream(head))
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer said = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return said == null || said < 1 || said > 8 ? NONE : new Turn(said);
    } catch (ImageProcessingException | IOException | RuntimeException garbage) {
      return NONE;
    }
  }

  boolean swapsSides() {
    return orientation >= 5;
  }

  /**
   * @param width of the picture as it is
   * @param height likewise
   */
  AffineTransform upright(int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
