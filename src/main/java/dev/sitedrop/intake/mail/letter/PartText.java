package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of a part, in whatever charset it is or claims to be. */
final class PartText {
  /** In bytes. Nobody writes more, and what is quoted below is cut off anyway. */
  private static final int LONGEST = 1 << 20;

  private PartText() {}

  static String of(Part part, ContentType type) throws IOException, MessagingException {
    byte[] bytes = bytes(part);
    String text = decoded(bytes, type == null ? null : type.getParameter("charset"));
    boolean flowed =
        type != null
            && type.match("text/plain")
            && "flowed".equalsIgnoreCase(type.getParameter("format"));
    return flowed
        ? SpokenText.unflowed(text, "yes".equalsIgnoreCase(type.getParameter("delsp")))
        : text;
  }

  private static byte[] bytes(Part part) throws IOException, MessagingException {
    java.io.ByteArrayOutputStream read = new java.io.ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = part.getInputStream()) {
      for (int n = in.read(buffer); n >= 0 && read.size() < LONGEST; n = in.read(buffer)) {
        read.write(buffer, 0, n);
      }
    } catch (IOException damaged) {
      return read.toByteArray(); // what was readable of it
    }
    return read.toByteArray();
  }

  private static String decoded(byte[] bytes, String said) {
    try {
      if (said != null) {
        return new String(bytes, Charset.forName(MimeUtility.javaCharset(said)));
      }
    } catch (IllegalArgumentException unknown) {
      return guessed(bytes);
    }
    return guessed(bytes);
  }

  private static String guessed(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }
}
