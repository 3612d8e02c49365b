package dev.sitedrop.intake.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the first bytes of a file say, where those who know most formats leave it to the name. */
public final class Magic {
  /** In bytes: as far as readers of PDF look for its start. */
  private static final int PDF_WITHIN = 1024;

  private static final int JPEG_WITHIN = 4096;

  private Magic() {}

  /**
   * The content type of a picture; empty if it is none of these.
   *
   * @param byName the type that its name says
   */
  public static Optional<String> picture(byte[] head, String byName) {
    if (starts(head, "\0\0\0\fJXL \r\n") || starts(head, "\u00FF\n")) {
      return Optional.of("image/jxl");
    }
    return Brands.type(head).or(() -> RawPhoto.type(head, byName));
  }

  /** Whether a file whose name says so holds what a camera's sensor saw. */
  public static boolean isRaw(byte[] head) {
    return picture(head, RawPhoto.TYPE).filter(RawPhoto::isType).isPresent();
  }

  /** Whether it is a PDF, perhaps with something before its start. */
  public static boolean isPdf(byte[] head) {
    return within(head, "%PDF-", 0, PDF_WITHIN) >= 0;
  }

  /** What is known of bytes that are of no known format; empty if nothing is. */
  public static Optional<String> riddle(byte[] head) {
    if (head.length >= 24
        && (head[0] == 1 || head[0] == 2)
        && starts(Arrays.copyOfRange(head, 1, 8), "\0\0\0\0\0\0\0")) {
      return Optional.of("only what the recycle bin of Windows notes of a file, not the file");
    }
    if (starts(head, "\0\5\26\7") || starts(head, "\0\5\26\0")) {
      return Optional.of("only what a Mac notes of a file, not the file");
    }
    int jpeg = within(head, "\u00FF\u00D8\u00FF", 1, JPEG_WITHIN);
    if (jpeg > 0) {
      return Optional.of(
          "a JPEG with "
              + jpeg
              + " bytes of something else before its start, which nobody can show");
    }
    return Optional.empty();
  }

  private static boolean starts(byte[] head, String with) {
    return within(head, with, 0, 0) == 0;
  }

  private static int within(byte[] head, String what, int from, int last) {
    byte[] wanted = what.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = from; at <= last && at + wanted.length <= head.length; at++) {
      if (Arrays.equals(head, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
