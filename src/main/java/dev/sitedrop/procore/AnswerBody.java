package dev.sitedrop.procore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads an answer's body, up to a bound. */
final class AnswerBody {
  /** In bytes; no answer of the login or the storage comes near it. */
  static final int LARGEST = 1 << 20;

  /**
   * In bytes: an upload has 10,000 segments at most (SPOOL_MAX_SEGMENTS), and a signed URL with its
   * headers has 4 kB. A page of a list may be as large, for some lists have one page.
   */
  static final int LARGEST_OF_API = 10_000 * 4096;

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
   * The same of the API.
   *
   * @throws IOException if it cannot be read, or is larger than {@link #LARGEST_OF_API}
   */
  static String readOfApi(InputStream body) throws IOException {
    return read(body, LARGEST_OF_API);
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
