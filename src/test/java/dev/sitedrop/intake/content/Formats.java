package dev.sitedrop.intake.content;

import dev.sitedrop.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Whole files of many formats. */
public final class Formats {
  private Formats() {}

  /** By their names. */
  public static Map<String, byte[]> all() {
    Map<String, byte[]> all = new TreeMap<>();
    all.put("photo.jpg", image("jpg", 600));
    all.put("plan.png", image("png", 300));
    all.put("plan.gif", image("gif", 300));
    all.put("plan.bmp", image("bmp", 200));
    all.put("scan.tif", image("tif", 200));
    all.put("photo.heic", Samples.bytes("IMG_2041.HEIC"));
    all.put("photo.webp", riff("WEBP", 60_000));
    all.put("film.avi", riff("AVI ", 60_000));
    all.put("voice.wav", riff("WAVE", 60_000));
    all.put("film.mp4", film(90_000));
    all.put("report.pdf", pdf(40_000));
    all.put("report.docx", zip(Map.of("[Content_Types].xml", "<x/>", "word/document.xml", "y")));
    all.put("report.doc", ole());
    return all;
  }

  /** Of noise, which hardly shrinks. */
  public static byte[] image(String format, int side) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(side);
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    return written(picture, format);
  }

  /** Of one colour. */
  public static byte[] blank(String format, int side) {
    return written(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), format);
  }

  private static byte[] written(BufferedImage picture, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(size).nextBytes(noise);
    return noise;
  }

  static byte[] riff(String kind, int size) {
    return ByteBuffer.allocate(size + 12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(size + 4)
        .put(ascii(kind))
        .put(ascii(kind.equals("WEBP") ? "VP8 " : "data"))
        .putInt(size - 8)
        .put(noise(size - 8))
        .array();
  }

  /** Its directory stands behind its pictures, as phones write it. */
  public static byte[] film(int size) {
    return joined(
        box("ftyp", ascii("isom\0\0\2\0isommp42")),
        box("mdat", noise(size)),
        box("moov", box("mvhd", new byte[100])));
  }

  public static byte[] box(String kind, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(ascii(kind))
        .put(content)
        .array();
  }

  public static byte[] pdf(int size) {
    return joined(
        ascii("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n2 0 obj<<>>stream\n"),
        noise(size),
        ascii("\nendstream endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"));
  }

  public static byte[] zip(Map<String, String> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(ascii(entry.getValue()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] ole() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (POIFSFileSystem ole = new POIFSFileSystem()) {
      ole.createDocument(new java.io.ByteArrayInputStream(noise(50_000)), "WordDocument");
      ole.writeFilesystem(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
