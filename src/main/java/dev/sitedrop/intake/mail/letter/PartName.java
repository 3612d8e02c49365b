package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** How a part of a mail is called, in whatever way its program wrote that down. */
final class PartName {
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "image/jpeg", ".jpg",
          "image/png", ".png",
          "image/gif", ".gif",
          "image/heic", ".heic",
          "image/heif", ".heif",
          "image/tiff", ".tif",
          "application/pdf", ".pdf",
          "message/rfc822", ".eml",
          "text/plain", ".txt");

  private PartName() {}

  /** Empty if it has none. */
  static String said(Part part) {
    String name = parameter(part, "Content-Disposition", "filename");
    if (name.isEmpty()) {
      name = parameter(part, "Content-Type", "name");
    }
    return plain(decoded(utf8(name)));
  }

  /** The name, or one by the type. */
  static String of(Part part, String type) {
    String said = said(part);
    if (!said.isEmpty()) {
      return said;
    }
    String kind = type.startsWith("image/") ? "image" : "attachment";
    return kind + EXTENSIONS.getOrDefault(type, "");
  }

  /** The last step of what may pretend to be a path. */
  static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.isBlank() || last.matches("\\.+") ? "" : last.strip();
  }

  private static String parameter(Part part, String header, String parameter) {
    try {
      String[] values = part.getHeader(header);
      if (values == null) {
        return "";
      }
      String found =
          header.equals("Content-Type")
              ? new ContentType(values[0]).getParameter(parameter)
              : new ContentDisposition(values[0]).getParameter(parameter);
      return found == null ? "" : found;
    } catch (ParseException unusual) {
      return afterEquals(part, header, parameter);
    } catch (MessagingException none) {
      return "";
    }
  }

  /** Programs that do not quote what must be quoted. */
  private static String afterEquals(Part part, String header, String parameter) {
    try {
      String value = part.getHeader(header)[0].replaceAll("[\\r\\n]+\\s*", " ");
      int at = value.toLowerCase(Locale.ROOT).indexOf(parameter + "=");
      if (at < 0) {
        return "";
      }
      String rest = value.substring(at + parameter.length() + 1).strip();
      return rest.startsWith("\"")
          ? rest.substring(1).split("\"", 2)[0]
          : rest.split(";", 2)[0].strip();
    } catch (MessagingException none) {
      return "";
    }
  }

  /** RFC 2047 has no place in a parameter, and half of all programs put it there. */
  private static String decoded(String name) {
    if (!name.contains("=?")) {
      return name;
    }
    try {
      return MimeUtility.decodeText(name.replaceAll("\\?=\\s*=\\?", "?= =?"));
    } catch (UnsupportedEncodingException | RuntimeException unknown) {
      return name;
    }
  }

  /** Bytes that no header may hold are UTF-8 today, and were read as Latin-1. */
  private static String utf8(String name) {
    if (name.chars().noneMatch(c -> c > 0x7F) || name.chars().anyMatch(c -> c > 0xFF)) {
      return name;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)))
          .toString();
    } catch (CharacterCodingException latin) {
      return name;
    }
  }
}
