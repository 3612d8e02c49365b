package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.content.Magic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells what a file is by its first bytes, as far as a mail's parts must be told apart. */
final class FileStart {
  /** In bytes. */
  static final int LENGTH = 256;

  private FileStart() {}

  /** Its first bytes. */
  static byte[] of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LENGTH);
    }
  }

  /** Its extension if it is a picture or a document; null if that is not known. */
  static String extension(byte[] start) {
    if (begins(start, 0xFF, 0xD8, 0xFF)) {
      return ".jpg";
    } else if (begins(start, 0x89, 'P', 'N', 'G')) {
      return ".png";
    } else if (begins(start, 'G', 'I', 'F', '8')) {
      return ".gif";
    } else if (begins(start, '%', 'P', 'D', 'F')) {
      return ".pdf";
    } else if (begins(start, 'I', 'I', '*', 0) || begins(start, 'M', 'M', 0, '*')) {
      return ".tif";
    } else if (begins(start, 'R', 'I', 'F', 'F') && text(start).startsWith("WEBP", 8)) {
      return ".webp";
    } else if (text(start).startsWith("ftyp", 4)) {
      return Magic.picture(start, "").map(FileStart::extensionOf).orElse(".mp4");
    } else if (isZip(start)) {
      return ".zip";
    }
    return null;
  }

  private static String extensionOf(String picture) {
    return switch (picture) {
      case "image/avif" -> ".avif";
      case "image/x-canon-cr3" -> ".cr3";
      default -> ".heic";
    };
  }

  static boolean isZip(byte[] start) {
    return begins(start, 'P', 'K', 3, 4);
  }

  /** The compound file of old Office programs, and of Outlook's messages. */
  static boolean isCompound(byte[] start) {
    return begins(start, 0xD0, 0xCF, 0x11, 0xE0);
  }

  static boolean isWinmail(byte[] start) {
    return begins(start, 0x78, 0x9F, 0x3E, 0x22);
  }

  static boolean isPgpMessage(byte[] start) {
    return text(start).stripLeading().startsWith("-----BEGIN PGP MESSAGE");
  }

  /** Signatures, keys, cards, invitations, and what a Mac writes beside a file. */
  static boolean isForPrograms(byte[] start) {
    String text = text(start).stripLeading();
    return text.startsWith("-----BEGIN PGP SIGNATURE")
        || text.startsWith("-----BEGIN PGP PUBLIC KEY")
        || text.startsWith("BEGIN:VCARD")
        || text.startsWith("BEGIN:VCALENDAR")
        || begins(start, 0, 5, 0x16, 7)
        || begins(start, 0, 5, 0x16, 0);
  }

  /** Whether lines of a mail's headers are there. */
  static boolean isMail(byte[] start) {
    String text = text(start);
    return text.matches("(?s)(From .{1,200}\\R|\\s{0,4})?[A-Za-z][A-Za-z0-9-]{0,60}[ \\t]?:.*");
  }

  /** Whether it is lines of Base64 that are one of these. */
  static boolean isBase64(byte[] start) {
    String text = text(start).replaceAll("\\s", "");
    if (text.length() < 40 || !text.matches("[A-Za-z0-9+/=]+")) {
      return false;
    }
    byte[] decoded = java.util.Base64.getDecoder().decode(text.substring(0, 40));
    return extension(decoded) != null || isCompound(decoded) || isWinmail(decoded);
  }

  static boolean isAscii(byte[] start) {
    for (byte one : start) {
      if (one < 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] start) {
    return new String(start, StandardCharsets.ISO_8859_1);
  }

  private static boolean begins(byte[] start, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= start.length || (start[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** A name with the extension of what it is. */
  static String named(String name, byte[] start) {
    String extension = extension(start);
    boolean says = extension == null || name.toLowerCase(Locale.ROOT).endsWith(extension);
    int dot = name.lastIndexOf('.');
    return says ? name : (dot > 0 ? name.substring(0, dot) : name) + extension;
  }
}
