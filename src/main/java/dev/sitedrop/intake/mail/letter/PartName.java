package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
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
    return plain(name.replaceAll("\\p{Cc}", ""));
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
      return values == null ? "" : HeaderParameters.of(values[0]).get(parameter);
    } catch (MessagingException none) {
      return "";
    }
  }
}
