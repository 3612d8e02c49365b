package dev.sitedrop.console;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Photos that can be shown, each like no other. */
final class Pictures {
  private Pictures() {}

  static byte[] jpeg(long seed) {
    BufferedImage sky = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sky.createGraphics();
    pen.setPaint(
        new GradientPaint(
            0, 0, new Color(0x5a8fb5), 0, 480, Color.getHSBColor((seed % 12) / 12f, 0.4f, 0.9f)));
    pen.fillRect(0, 0, 640, 480);
    pen.setColor(new Color(0xe0a030));
    pen.fillRect(200, 80, 16, 400);
    pen.fillRect(120, 110, 400, 12);
    pen.setColor(new Color(0x50565a));
    pen.fillRect((int) (280 + seed % 40), 300, 220, 180);
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(sky, "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeBytes(Long.toString(seed).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return out.toByteArray();
  }
}
