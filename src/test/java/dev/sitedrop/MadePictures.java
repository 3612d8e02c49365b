package dev.sitedrop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Pictures by their containers alone, with metadata wherever it is wanted. */
public final class MadePictures {
  public static final int ORIGINAL = 0x9003;
  public static final int DIGITIZED = 0x9004;
  public static final int DATE_TIME = 0x0132;
  public static final int DESCRIPTION = 0x010E;

  private static final int EXIF_IFD = 0x8769;
  private static final Random RANDOM = new Random();

  private MadePictures() {}

  /** Bytes that are no marker of anything, like no others. */
  public static byte[] noise(int size) {
    byte[] noise = new byte[size];
    RANDOM.nextBytes(noise);
    for (int i = 0; i < size; i++) {
      noise[i] &= 0x7F;
    }
    return noise;
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A TIFF block with a DateTimeOriginal. */
  public static byte[] exif(String original) {
    return tiff(Map.of(), Map.of(ORIGINAL, original));
  }

  /** A TIFF block, its directories at the start. */
  public static byte[] tiff(Map<Integer, String> first, Map<Integer, String> exif) {
    return tiff(8, first, exif);
  }

  /** A TIFF block, whose directories begin at an offset. */
  public static byte[] tiff(int offset, Map<Integer, String> first, Map<Integer, String> exif) {
    int length = 2 + 12 * (first.size() + 1) + 4;
    for (String text : first.values()) {
      length += text.getBytes(StandardCharsets.UTF_8).length + 5;
    }
    byte[] head = ByteBuffer.allocate(8).put(ascii("MM\0*")).putInt(offset).array();
    return joined(
        head,
        noise(offset - 8),
        directory(offset, first, offset + length, length),
        directory(offset + length, exif, 0, 0));
  }

  private static byte[] directory(
      int offset, Map<Integer, String> texts, int exifAt, int paddedTo) {
    Map<Integer, String> sorted = new TreeMap<>(texts);
    int entries = texts.size() + (exifAt > 0 ? 1 : 0);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    ByteBuffer out = ByteBuffer.allocate(2 + 12 * entries + 4).putShort((short) entries);
    int valuesAt = offset + out.capacity();
    sorted.forEach(
        (tag, text) -> {
          byte[] value = (text + "\0").getBytes(StandardCharsets.UTF_8);
          if (value.length <= 4) {
            value = (text + "\0\0\0\0\0").getBytes(StandardCharsets.UTF_8);
          }
          out.putShort((short) (int) tag).putShort((short) 2).putInt(value.length);
          out.putInt(valuesAt + values.size());
          values.writeBytes(value);
        });
    if (exifAt > 0) {
      out.putShort((short) EXIF_IFD).putShort((short) 4).putInt(1).putInt(exifAt);
    }
    byte[] whole = joined(out.array(), values.toByteArray());
    return joined(whole, new byte[Math.max(0, paddedTo - whole.length)]);
  }

  public static String xmp(String attributes) {
    return xmp(attributes, "");
  }

  public static String xmp(String attributes, String elements) {
    return "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
        + " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description"
        + " rdf:about='' xmlns:exif='http://ns.adobe.com/exif/1.0/'"
        + " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
        + " xmlns:dc='http://purl.org/dc/elements/1.1/'"
        + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
        + attributes
        + ">"
        + elements
        + "</rdf:Description></rdf:RDF></x:xmpmeta>";
  }

  public static byte[] segment(int marker, byte[] content) {
    return joined(
        ByteBuffer.allocate(4)
            .put((byte) 0xFF)
            .put((byte) marker)
            .putShort((short) (content.length + 2))
            .array(),
        content);
  }

  public static byte[] exifSegment(byte[] tiff) {
    return segment(0xE1, joined(ascii("Exif\0\0"), tiff));
  }

  public static byte[] xmpSegment(String xmp) {
    return segment(
        0xE1,
        joined(ascii("http://ns.adobe.com/xap/1.0/\0"), xmp.getBytes(StandardCharsets.UTF_8)));
  }

  /** With a caption in UTF-8, as IPTC has it. */
  public static byte[] iptcSegment(String caption) {
    byte[] text = caption.getBytes(StandardCharsets.UTF_8);
    byte[] utf8 = {0x1C, 1, 90, 0, 3, 0x1B, 0x25, 0x47};
    byte[] iptc =
        joined(
            utf8,
            new byte[] {0x1C, 2, 120},
            ByteBuffer.allocate(2).putShort((short) text.length).array(),
            text);
    return segment(
        0xED,
        joined(
            ascii("Photoshop 3.0\0" + "8BIM\u0004\u0004\0\0"),
            ByteBuffer.allocate(4).putInt(iptc.length).array(),
            iptc,
            new byte[iptc.length % 2]));
  }

  public static byte[] jpeg(byte[]... segments) {
    return joined(
        new byte[] {(byte) 0xFF, (byte) 0xD8},
        joined(segments),
        segment(0xFE, noise(40)),
        new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 2},
        noise(200),
        new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  public static byte[] chunk(String type, byte[] content) {
    byte[] checked = joined(ascii(type), content);
    CRC32 sum = new CRC32();
    sum.update(checked);
    return joined(
        ByteBuffer.allocate(4).putInt(content.length).array(),
        checked,
        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  public static byte[] text(String keyword, String text) {
    return chunk("tEXt", joined(ascii(keyword + "\0"), ascii(text)));
  }

  public static byte[] compressedText(String keyword, String text) {
    return chunk("zTXt", joined(ascii(keyword + "\0\0"), deflated(text)));
  }

  public static byte[] internationalText(String keyword, String text, boolean compressed) {
    return chunk(
        "iTXt",
        joined(
            ascii(keyword + "\0" + (compressed ? "\u0001" : "\0") + "\0en\0\0"),
            compressed ? deflated(text) : text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] deflated(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out)) {
      deflating.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** As ImageMagick writes a profile. */
  public static String rawProfile(String name, byte[] profile) {
    StringBuilder hex =
        new StringBuilder("\n" + name + "\n" + String.format("%8d", profile.length));
    for (int i = 0; i < profile.length; i++) {
      hex.append(i % 36 == 0 ? "\n" : "").append(String.format("%02x", profile[i]));
    }
    return hex + "\n";
  }

  /**
   * @param picture how many chunks of 8 kB the picture has
   */
  public static byte[] png(byte[] before, int picture, byte[] behind) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < picture; i++) {
      data.writeBytes(chunk("IDAT", noise(8192)));
    }
    return joined(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
        chunk("IHDR", ByteBuffer.allocate(13).putInt(900).putInt(700).array()),
        before,
        data.toByteArray(),
        behind,
        chunk("IEND", new byte[0]));
  }

  /** The metadata behind the picture, where the container's specification has it. */
  public static byte[] webp(int picture, String type, byte[] metadata) {
    byte[] body =
        joined(
            ascii("WEBP"),
            riff("VP8X", new byte[] {0x0C, 0, 0, 0, 9, 0, 0, 9, 0, 0}),
            riff("VP8 ", noise(picture)),
            riff(type, metadata));
    return riff("RIFF", body);
  }

  private static byte[] riff(String type, byte[] content) {
    return joined(
        ascii(type),
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(content.length).array(),
        content,
        new byte[content.length % 2]);
  }

  public static byte[] box(String type, byte[] content) {
    return joined(ByteBuffer.allocate(4).putInt(content.length + 8).array(), ascii(type), content);
  }

  /**
   * A HEIC whose metadata comes behind the picture, as libheif writes it.
   *
   * @param itemType {@code Exif}, or {@code mime} for XMP
   * @param inIdat whether the item lies in the box of metadata itself
   */
  public static byte[] heic(
      String brand, int picture, String itemType, byte[] metadata, boolean inIdat) {
    byte[] item = itemType.equals("Exif") ? joined(new byte[4], metadata) : metadata;
    byte[] ftyp = box("ftyp", ascii(brand + "\0\0\0\0mif1" + brand));
    String mime = itemType.equals("mime") ? "application/rdf+xml\0" : "";
    byte[] infe = box("infe", ascii("\u0002\0\0\0\0\u0007\0\0" + itemType + "\0" + mime));
    byte[] iinf = box("iinf", joined(new byte[] {0, 0, 0, 0, 0, 1}, infe));
    byte[] idat = inIdat ? box("idat", item) : new byte[0];
    int ilocLength = 8 + 4 + 2 + 2 + 2 + 2 + 2 + 2 + 4 + 4;
    int metaLength = 8 + 4 + iinf.length + ilocLength + idat.length;
    int at = inIdat ? 0 : ftyp.length + metaLength + 8 + picture;
    ByteBuffer iloc =
        ByteBuffer.allocate(ilocLength - 8)
            .putInt(1 << 24)
            .putShort((short) 0x4400)
            .putShort((short) 1)
            .putShort((short) 7)
            .putShort((short) (inIdat ? 1 : 0))
            .putShort((short) 0)
            .putShort((short) 1)
            .putInt(at)
            .putInt(item.length);
    byte[] meta = box("meta", joined(new byte[4], iinf, box("iloc", iloc.array()), idat));
    return joined(ftyp, meta, box("mdat", joined(noise(picture), inIdat ? new byte[0] : item)));
  }
}
