package dev.sitedrop.console.delivery;

import dev.sitedrop.words.FailureText;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Makes a small JPEG of a picture, never the picture's own bytes. */
final class Thumbnail {
  /** In pixels: the longer side. */
  static final int SIDE = 320;

  /** In pixels, of a picture that is read line by line: some megabytes, however large it is. */
  static final long MOST_PIXELS = 50_000_000;

  /**
   * In pixels, of one that its decoder holds as a whole. For a JPEG that is drawn in steps that is
   * outside of Java's heap, three bytes a pixel as cameras write them and eight at worst: with 50
   * megapixels 150 MB were measured, with these 16 it is 48, and 128 at worst. Java's heap stays
   * below 40 MB, the program's own included, so that {@code -Xmx128m} is enough.
   */
  static final long MOST_PIXELS_HELD = 16_000_000;

  /** In pixels: each line of it is a step of its own. */
  private static final long LONGEST_SIDE = 30_000;

  private static final String JPEG = "image/jpeg";

  /**
   * In bytes. Java's reader of GIFs puts comments together in a way that takes minutes with 20 MB,
   * and that of BMPs may hold the file.
   */
  private static final Map<String, Long> LARGEST =
      Map.of(
          JPEG,
          64_000_000L,
          "image/png",
          64_000_000L,
          "image/gif",
          1_000_000L,
          "image/bmp",
          8_000_000L);

  private Thumbnail() {}

  /** Whether a file of this type and size in bytes is tried at all. */
  static boolean isPossible(String contentType, long size) {
    return size <= LARGEST.getOrDefault(contentType, -1L);
  }

  /**
   * @return empty if it is no picture that can be read, or too large
   * @throws IOException if it is broken, or cannot be read now
   */
  static Optional<byte[]> of(Path file, String contentType) throws IOException {
    long most = mostPixels(file, contentType);
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(contentType);
      if (in == null || !readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        return width * height > most || Math.max(width, height) > LONGEST_SIDE
            ? Optional.empty()
            : Optional.of(jpeg(small(reader, width, height), Turn.of(file)));
      } catch (RuntimeException broken) {
        throw new IOException("it cannot be read: " + FailureText.of(broken), broken);
      } finally {
        reader.dispose();
      }
    }
  }

  private static long mostPixels(Path file, String contentType) throws IOException {
    if (!contentType.equals(JPEG)) {
      return contentType.equals("image/bmp") ? MOST_PIXELS_HELD : MOST_PIXELS;
    }
    JpegScans scans = JpegScans.of(file);
    if (scans.areTooMany()) {
      return 0;
    }
    return scans.isInOneGo() ? MOST_PIXELS : MOST_PIXELS_HELD;
  }

  /** Reads only every n-th pixel of every n-th line: the whole picture is never in memory. */
  private static BufferedImage small(ImageReader reader, long width, long height)
      throws IOException {
    int step = (int) Math.max(1, Math.max(width, height) / (2 * SIDE));
    ImageReadParam every = reader.getDefaultReadParam();
    every.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, every);
  }

  private static byte[] jpeg(BufferedImage picture, Turn turn) throws IOException {
    double scale = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    boolean isUpright = !turn.swapsSides();
    BufferedImage small =
        new BufferedImage(
            isUpright ? width : height, isUpright ? height : width, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    try {
      pen.setColor(java.awt.Color.WHITE);
      pen.fillRect(0, 0, small.getWidth(), small.getHeight());
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      AffineTransform upright = turn.upright(width, height);
      upright.scale((double) width / picture.getWidth(), (double) height / picture.getHeight());
      pen.drawImage(picture, upright, null);
    } finally {
      pen.dispose();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(small, "jpeg", out);
    return out.toByteArray();
  }
}
