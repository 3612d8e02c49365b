package dev.sitedrop.intake;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/** Finds when a photo was taken, in its EXIF block. */
final class TakenAt {
  private static final Set<String> READABLE =
      Set.of("image/jpeg", "image/heic", "image/heif", "image/png", "image/webp");
  private static final DateTimeFormatter EXIF = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
  private static final int BEFORE_DIGITAL_CAMERAS = 1990;

  private TakenAt() {}

  /**
   * DateTimeOriginal, in the camera's own local time; empty if there is none or it makes no sense.
   *
   * @param head the first bytes of the file: only these are looked at, for a crafted file can make
   *     a reader of metadata ask for any amount of memory
   */
  static Optional<LocalDateTime> of(byte[] head, String contentType) {
    if (!READABLE.contains(contentType)) {
      return Optional.empty();
    }
    try {
      return ImageMetadataReader.readMetadata(new ByteArrayInputStream(head))
          .getDirectoriesOfType(ExifSubIFDDirectory.class)
          .stream()
          .map(exif -> exif.getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL))
          .filter(text -> text != null && !text.isBlank())
          .findFirst()
          .map(text -> LocalDateTime.parse(text.strip(), EXIF))
          .filter(taken -> taken.getYear() >= BEFORE_DIGITAL_CAMERAS)
          .filter(taken -> taken.isBefore(LocalDateTime.now().plusDays(2)));
    } catch (ImageProcessingException | IOException | DateTimeException unreadable) {
      return Optional.empty();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError crafted) {
      return Optional.empty();
    }
  }
}
