package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of a part, whatever its header says of their encoding. */
final class PartContent {
  private PartContent() {}

  /** As they came. */
  static InputStream raw(Part part) throws IOException, MessagingException {
    if (part instanceof MimeBodyPart body) {
      return body.getRawInputStream();
    }
    return part instanceof MimeMessage message
        ? message.getRawInputStream()
        : part.getInputStream();
  }

  /** As its sender had them. */
  static InputStream decoded(Part part, PartType type) throws IOException {
    try {
      BufferedInputStream in = new BufferedInputStream(raw(part), 65536);
      in.mark(65536);
      byte[] start = in.readNBytes(8192);
      in.reset();
      return decoded(in, start, encoding(part), type);
    } catch (MessagingException unknown) {
      throw new Unpacking.Undecodable(unknown);
    }
  }

  private static InputStream decoded(InputStream in, byte[] start, String encoding, PartType type)
      throws IOException, MessagingException {
    switch (encoding) {
      case "base64":
        boolean lies = !FileStart.isAscii(start) || type.isMail() && FileStart.isMail(start);
        return lies ? in : new Base64Lines(in);
      case "quoted-printable":
        return type.isMail() && !isQuoted(start) ? in : MimeUtility.decode(in, encoding);
      case "uuencode":
        return MimeUtility.decode(in, encoding);
      case "7bit", "8bit", "binary", "":
        return !type.isText() && FileStart.isBase64(start) ? new Base64Lines(in) : in;
      default:
        if (FileStart.isBase64(start)) {
          return new Base64Lines(in);
        }
        if (type.isText()) {
          return in;
        }
        throw new IOException("an unknown encoding");
    }
  }

  private static String encoding(Part part) throws MessagingException {
    String[] values = part.getHeader("Content-Transfer-Encoding");
    if (values == null) {
      return "";
    }
    String said =
        values[0]
            .replaceAll("\\([^)]*\\)", " ")
            .replaceAll("[\"']", "")
            .strip()
            .toLowerCase(Locale.ROOT)
            .split("[;,\\s]", 2)[0];
    if (said.matches("(x-)?base-?64")) {
      return "base64";
    } else if (said.matches("(x-)?quoted[-_]?printable|qp")) {
      return "quoted-printable";
    } else if (said.matches("(x-)?uu(encode|e)?")) {
      return "uuencode";
    }
    return said.matches("[78]-?bits?") ? said.charAt(0) + "bit" : said;
  }

  /** An equals sign of it begins a code or ends a line. */
  private static boolean isQuoted(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    return !text.matches("(?s).*=(?![0-9A-Fa-f]{2}|[ \\t]*\\r?\\n|.?$).*");
  }
}
