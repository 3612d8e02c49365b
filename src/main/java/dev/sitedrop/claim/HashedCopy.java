package dev.sitedrop.claim;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.concurrent.Executor;

/** The one pass over a file that comes in: it is read, hashed, and handed on. */
final class HashedCopy {
  private static final int BUFFER = 128 * 1024;

  /** Of a file whose bytes are handed from thread to thread, which costs more than they do. */
  private static final int LARGE_BUFFER = 1024 * 1024;

  private final Executor hashers;

  HashedCopy(Executor hashers) {
    this.hashers = hashers;
  }

  /** Takes the bytes; they are the caller's again when it returns. */
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int length) throws IOException;
  }

  /**
   * The ticket for the stream's bytes, all of which the sink was given.
   *
   * @throws SizeDiffers if they are fewer or more than expected
   */
  ClaimCheck copy(InputStream bytes, long expectedSize, SegmentPlan plan, String key, Sink to)
      throws IOException {
    SegmentDigests digests = new SegmentDigests(plan, expectedSize);
    try (DigestPipeline hashing = new DigestPipeline(digests, hashers)) {
      long size = 0;
      byte[] buffer = new byte[digests.isTwofold() ? LARGE_BUFFER : BUFFER];
      for (int read; (read = bytes.readNBytes(buffer, 0, buffer.length)) > 0; ) {
        size += read;
        if (size > expectedSize) {
          throw new SizeDiffers(expectedSize, size);
        }
        to.write(buffer, read);
        buffer = hashing.exchange(buffer, read);
      }
      if (size != expectedSize) {
        throw new SizeDiffers(expectedSize, size);
      }
    }
    return digests.finish(key);
  }

  /** Whether these are the bytes of a hash, lower-case hex. */
  static boolean matches(InputStream bytes, String sha256) throws IOException {
    var digest = SegmentDigests.digest("SHA-256");
    byte[] buffer = new byte[BUFFER];
    for (int read; (read = bytes.read(buffer)) >= 0; ) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest()).equals(sha256);
  }
}
