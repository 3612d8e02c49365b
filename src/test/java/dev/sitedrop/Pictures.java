package dev.sitedrop;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Real JPEGs of four colours, one a quarter, so that it can be seen how they are turned. */
public final class Pictures {
  private Pictures() {}

  /**
   * @param colours above left and right, below left and right
   */
  public static byte[] jpeg(int width, int height, Color... colours) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    for (int n = 0; n < 4; n++) {
      pen.setColor(colours[n]);
      pen.fillRect(n % 2 * width / 2, n / 2 * height / 2, width / 2, height / 2);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The sample that a converter is tried with, as it is seen. */
  public static byte[] sampleAsSeen() {
    return jpeg(32, 64, Color.BLUE, Color.RED, Color.WHITE, Color.GREEN);
  }

  /** The sample as it is stored: on its side. */
  public static byte[] sampleAsStored() {
    return jpeg(64, 32, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
  }

  /** The JPEG with an EXIF block: an orientation, and the time 2026-05-07 14:30. */
  public static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(76).order(order);
    tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    tiff.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(38).putInt(0);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x9003).putShort((short) 2).putInt(20).putInt(56).putInt(0);
    tiff.put("2026:05:07 14:30:00\0".getBytes(StandardCharsets.US_ASCII));
    ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
    whole.putShort((short) 0xFFD8).putShort((short) 0xFFE1);
    whole.putShort((short) (8 + tiff.capacity()));
    whole.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.flip());
    whole.put(jpeg, 2, jpeg.length - 2);
    return whole.array();
  }

  /** The JPEG with an EXIF block: the time 2026-05-07 14:30, and the place 52.5 N, 13.4 E. */
  public static byte[] withPlace(byte[] jpeg) {
    ByteBuffer tiff = ByteBuffer.allocate(200).order(ByteOrder.BIG_ENDIAN);
    tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    tiff.putShort((short) 2);
    tiff.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(38);
    tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(76).putInt(0);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x9003).putShort((short) 2).putInt(20).putInt(56).putInt(0);
    tiff.put("2026:05:07 14:30:00\0".getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 4);
    tiff.putShort((short) 1).putShort((short) 2).putInt(2).put((byte) 'N').position(90);
    tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(130);
    tiff.putShort((short) 3).putShort((short) 2).putInt(2).put((byte) 'E').position(114);
    tiff.putShort((short) 4).putShort((short) 5).putInt(3).putInt(154).putInt(0);
    for (int number : new int[] {52, 1, 30, 1, 0, 1, 13, 1, 24, 1, 0, 1}) {
      tiff.putInt(number);
    }
    tiff.flip();
    ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 10 + tiff.limit());
    whole.putShort((short) 0xFFD8).putShort((short) 0xFFE1);
    whole.putShort((short) (8 + tiff.limit()));
    whole.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    whole.put(jpeg, 2, jpeg.length - 2);
    return whole.array();
  }

  /** The place and the time of {@link #withPlace}, by the bytes of a picture. */
  public static String placeAndTime(byte[] picture) {
    try {
      Metadata all = ImageMetadataReader.readMetadata(new ByteArrayInputStream(picture));
      GeoLocation place = all.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation();
      return String.format(
          Locale.ROOT,
          "%.2f %.2f %s",
          place.getLatitude(),
          place.getLongitude(),
          all.getFirstDirectoryOfType(ExifSubIFDDirectory.class)
              .getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL));
    } catch (ImageProcessingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The colours of the four quarters, each as the nearest of those that Java has names for. */
  public static List<Color> coloursOf(byte[] jpeg) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(jpeg));
      int w = picture.getWidth();
      int h = picture.getHeight();
      return List.of(
          nearest(picture.getRGB(w / 4, h / 4)),
          nearest(picture.getRGB(w * 3 / 4, h / 4)),
          nearest(picture.getRGB(w / 4, h * 3 / 4)),
          nearest(picture.getRGB(w * 3 / 4, h * 3 / 4)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Color nearest(int rgb) {
    Color found = new Color(rgb);
    return new Color(
        found.getRed() > 127 ? 255 : 0,
        found.getGreen() > 127 ? 255 : 0,
        found.getBlue() > 127 ? 255 : 0);
  }
}
