package dev.sitedrop.procore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads an answer's body, up to a bound. */
final class AnswerBody {
  /** In bytes; no answer that SiteDrop asks for comes near it. */
  static final int LARGEST = 1 << 20;

  private AnswerBody() {}

  /**
   * The whole body as text.
   *
   * @throws IOException if it cannot be read, or is larger than {@link #LARGEST}
   */
  static String read(InputStream body) throws IOException {
    if (body == null) {
      return "";
    }
    try (body) {
      byte[] bytes = body.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("the answer is larger than " + LARGEST + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
