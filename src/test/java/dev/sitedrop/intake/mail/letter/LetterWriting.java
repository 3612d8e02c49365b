package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.LeftAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes mails letter by letter, as programs do that do not keep to the rules. */
final class LetterWriting {
  static final byte[] PHOTO = Samples.jpeg(20_000, 1);
  static final String TEXT = "Content-Type: text/plain; charset=utf-8\n\nHello";

  private LetterWriting() {}

  static ReadLetter read(byte[] mail, Path folder) throws IOException {
    return read(mail, folder, LeftAlone.KNOWN_ONES);
  }

  static ReadLetter read(byte[] mail, Path folder, LeftAlone leftAlone) throws IOException {
    Path file = Files.write(folder.resolve("mail.eml"), mail);
    Limits limits = new Limits(100 << 20, 50, 10, 60 << 20);
    return LetterReader.read(LetterFile.read(file), folder, limits, leftAlone, sha256 -> false);
  }

  /** Each character is a byte. */
  static ReadLetter read(String mail, Path folder) throws IOException {
    return read(bytes(mail), folder);
  }

  static byte[] bytes(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A text as the bytes of UTF-8. */
  static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static String base64(byte[] content) {
    return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(content);
  }

  static String multipart(String... parts) {
    return multipartOf("mixed", "b", parts);
  }

  static String multipartOf(String kind, String boundary, String... parts) {
    return "From: ann@example.com\nSubject: Crane\nMIME-Version: 1.0\n"
        + ("Content-Type: multipart/" + kind + "; boundary=\"" + boundary + "\"\n\n--")
        + (boundary + "\n" + String.join("\n--" + boundary + "\n", parts))
        + ("\n--" + boundary + "--\n");
  }

  static String attached(String name, String type, byte[] content) {
    return attached(name, type, base64(content));
  }

  static String attached(String name, String type, String base64) {
    return "Content-Type: "
        + (type + "; name=\"" + name + "\"\nContent-Transfer-Encoding: base64\n")
        + ("Content-Disposition: attachment; filename=\"" + name + "\"\n\n" + base64);
  }

  static String photo(String name) {
    return attached(name, "image/jpeg", PHOTO);
  }
}
