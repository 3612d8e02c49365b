package dev.sitedrop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A Live Photo as an iPhone writes it: the identifier is in the photo and in the film. */
public final class LivePhoto {
  private static final String KEY = "com.apple.quicktime.content.identifier";

  private LivePhoto() {}

  /** A JPEG with the maker's note of an iPhone. */
  public static byte[] photo(byte[] jpeg, String identifier) {
    byte[] text = (identifier + "\0").getBytes(StandardCharsets.US_ASCII);
    byte[] note =
        ByteBuffer.allocate(32 + text.length)
            .put("Apple iOS\0\0\1MM".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 1)
            .putShort((short) 0x11)
            .putShort((short) 2)
            .putInt(text.length)
            .putInt(32)
            .putInt(0)
            .put(text)
            .array();
    byte[] tiff =
        ByteBuffer.allocate(44 + note.length)
            .put("MM".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) 42)
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x8769)
            .putShort((short) 4)
            .putInt(1)
            .putInt(26)
            .putInt(0)
            .putShort((short) 1)
            .putShort((short) 0x927C)
            .putShort((short) 7)
            .putInt(note.length)
            .putInt(44)
            .putInt(0)
            .put(note)
            .array();
    return ByteBuffer.allocate(jpeg.length + 10 + tiff.length)
        .put(jpeg, 0, 2)
        .putShort((short) 0xFFE1)
        .putShort((short) (8 + tiff.length))
        .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
        .put(tiff)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A film whose index lies behind its pictures. */
  public static byte[] film(String identifier) {
    byte[] handler = join(new byte[8], ascii("mdta"), new byte[13]);
    byte[] keys = join(number(0), number(1), number(8 + KEY.length()), ascii("mdta"), ascii(KEY));
    byte[] value = box("data", join(number(1), number(0), ascii(identifier)));
    byte[] item = join(number(8 + value.length), number(1), value);
    byte[] meta = join(box("hdlr", handler), box("keys", keys), box("ilst", item));
    return join(
        box("ftyp", join(ascii("qt  "), number(0), ascii("qt  "))),
        box("mdat", new byte[3000]),
        box("moov", box("meta", meta)));
  }

  private static byte[] box(String type, byte[] content) {
    return join(number(8 + content.length), ascii(type), content);
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
