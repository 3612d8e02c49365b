package dev.sitedrop;

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
