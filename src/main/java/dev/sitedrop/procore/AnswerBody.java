package dev.sitedrop.procore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads an answer's body, up to a bound. */
final class AnswerBody {
  /** In bytes; no answer about one thing comes near it. */
  static final int LARGEST = 1 << 20;

  /** In bytes; a page of a list may hold some thousand things, for some lists have one page. */
  static final int LARGEST_LIST = 32 << 20;

  private AnswerBody() {}

  /**
   * The whole body as text.
   *
   * @throws IOException if it cannot be read, or is larger than {@link #LARGEST}
   */
  static String read(InputStream body) throws IOException {
    return read(body, LARGEST);
  }

  /**
   * The same of a list.
   *
   * @throws IOException if it cannot be read, or is larger than {@link #LARGEST_LIST}
   */
  static String readList(InputStream body) throws IOException {
    return read(body, LARGEST_LIST);
  }

  private static String read(InputStream body, int largest) throws IOException {
    if (body == null) {
      return "";
    }
    try (body) {
      byte[] bytes = body.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new IOException("the answer is larger than " + largest + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
