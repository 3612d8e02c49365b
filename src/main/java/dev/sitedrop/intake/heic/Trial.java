package dev.sitedrop.intake.heic;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A converter is believed when it has converted a sample: many are built without HEIC, and some
 * turn pictures wrongly. The sample lies on its side, as phones store their photos: 64 x 32 pixels,
 * above red and green, below blue and white, to be turned by 90 degrees clockwise, which its EXIF
 * block says as well.
 */
final class Trial {
  private static final int WIDTH = 32;
  private static final int HEIGHT = 64;
  private static final int BLUE = 0x0000FF;
  private static final int RED = 0xFF0000;
  private static final int WHITE = 0xFFFFFF;
  private static final int GREEN = 0x00FF00;

  /** How far a colour may be away, of 255: both formats lose some. */
  private static final int TOLERANCE = 64;

  private Trial() {}

  /**
   * @param folder an empty one
   * @return whether the time is kept at which a photo was taken
   * @throws NotConverted if it is not to be used
   */
  static boolean keepsTime(Converter converter, Path folder) throws NotConverted, IOException {
    Path sample = folder.resolve("sample.heic");
    try (InputStream in = Trial.class.getResourceAsStream("sample.heic")) {
      Files.copy(in, sample);
    }
    Path work = Files.createDirectory(folder.resolve("work"));
    Path jpeg = converter.convert(sample, work);
    BufferedImage picture = ImageIO.read(jpeg.toFile());
    if (picture == null
        || picture.getWidth() != WIDTH
        || picture.getHeight() != HEIGHT
        || !is(picture, 0, 0, BLUE)
        || !is(picture, 1, 0, RED)
        || !is(picture, 0, 1, WHITE)
        || !is(picture, 1, 1, GREEN)) {
      throw new NotConverted("it turns pictures wrongly");
    }
    return hasTime(jpeg);
  }

  private static boolean is(BufferedImage picture, int column, int row, int colour) {
    int x = WIDTH / 4 + column * WIDTH / 2;
    int y = HEIGHT / 4 + row * HEIGHT / 2;
    int found = picture.getRGB(x, y);
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((found >> shift & 0xFF) - (colour >> shift & 0xFF)) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasTime(Path jpeg) throws IOException {
    try {
      return ImageMetadataReader.readMetadata(jpeg.toFile())
          .getDirectoriesOfType(ExifSubIFDDirectory.class)
          .stream()
          .anyMatch(exif -> exif.containsTag(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL));
    } catch (ImageProcessingException none) {
      return false;
    }
  }
}
