package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Takes the pictures out of HTML that are written into it ({@code data:}), and shows them by {@code
 * cid:} instead, as it shows those beside it.
 */
final class HtmlPictures {
  private static final byte[] DATA = "data:image/".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_TYPE = 200;

  private final InputStream in;
  private final TextFiles.Found found;
  private final ByteArrayOutputStream html = new ByteArrayOutputStream();
  private int pictures;

  private HtmlPictures(InputStream in, TextFiles.Found found) {
    this.in = new BufferedInputStream(in, 65536);
    this.found = found;
  }

  /**
   * The HTML without its pictures, in bytes of its charset.
   *
   * @param mark what no other HTML of the mail has, for the ids of the pictures
   * @throws IOException what {@code found} throws
   */
  static byte[] read(InputStream in, String mark, TextFiles.Found found)
      throws IOException, MessagingException {
    return new HtmlPictures(in, found).read(mark);
  }

  private byte[] read(String mark) throws IOException, MessagingException {
    int matched = 0;
    for (int one = next(); one >= 0; one = next()) {
      keep(one);
      matched = lower(one) == DATA[matched] ? matched + 1 : lower(one) == DATA[0] ? 1 : 0;
      if (matched == DATA.length) {
        matched = 0;
        picture(mark + ++pictures);
      }
    }
    return html.toByteArray();
  }

  private void picture(String id) throws IOException, MessagingException {
    StringBuilder type = new StringBuilder();
    int one = next();
    while (one >= 0 && one != ',' && "\"'<>".indexOf(one) < 0 && type.length() < LONGEST_TYPE) {
      type.append((char) one);
      one = next();
    }
    String said = type.toString().toLowerCase(Locale.ROOT).strip();
    if (one != ',' || !said.endsWith("base64")) {
      for (char c : type.toString().toCharArray()) {
        keep(c);
      }
      if (one >= 0) {
        keep(one);
      }
      return;
    }
    String kind = said.split("[;+]", 2)[0];
    Payload payload = new Payload();
    found.file(
        "image." + (kind.equals("jpeg") ? "jpg" : kind.replaceAll("[^a-z0-9]", "")),
        List.of(id),
        () -> new Base64Lines(payload));
    payload.transferTo(java.io.OutputStream.nullOutputStream());
    if (html.size() < TextFiles.LONGEST) {
      byte[] written = html.toByteArray();
      html.reset();
      html.write(written, 0, written.length - DATA.length);
      html.writeBytes(("cid:" + id).getBytes(StandardCharsets.US_ASCII));
    }
    if (payload.end >= 0) {
      keep(payload.end);
    }
  }

  private void keep(int one) {
    if (html.size() < TextFiles.LONGEST) {
      html.write(one);
    }
  }

  private static int lower(int one) {
    return one >= 'A' && one <= 'Z' ? one + 32 : one;
  }

  private int next() {
    try {
      return in.read();
    } catch (IOException damaged) {
      return -1;
    }
  }

  /** The picture's letters, up to what ends the address. */
  private final class Payload extends InputStream {
    private int end = -1;
    private boolean isOver;

    @Override
    public int read() {
      if (isOver) {
        return -1;
      }
      int one = next();
      if (one < 0 || "\"'<>)\\".indexOf(one) >= 0) {
        isOver = true;
        end = one;
        return -1;
      }
      return one == '%' ? Character.digit(next(), 16) * 16 + Character.digit(next(), 16) : one;
    }
  }
}
