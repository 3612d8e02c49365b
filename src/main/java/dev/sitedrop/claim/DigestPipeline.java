package dev.sitedrop.claim;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Hashes a large file beside the thread that copies it: while one buffer is hashed, twice, the next
 * is read and written. A file of one segment is hashed by its own thread, for others are taken in
 * at the same time.
 */
final class DigestPipeline implements AutoCloseable {
  private final SegmentDigests digests;
  private final Executor hashers;
  private byte[] spare;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

  DigestPipeline(SegmentDigests digests, Executor hashers) {
    this.digests = digests;
    this.hashers = hashers;
  }

  /**
   * Hashes the first bytes of a full buffer.
   *
   * @return the buffer to fill next
   */
  byte[] exchange(byte[] full, int length) {
    if (!digests.isTwofold()) {
      digests.update(full, length);
      return full;
    }
    running.join();
    running =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> digests.updateWhole(full, length), hashers),
            CompletableFuture.runAsync(() -> digests.updateSegments(full, length), hashers));
    byte[] next = spare == null ? new byte[full.length] : spare;
    spare = full;
    return next;
  }

  /** Waits until every byte is hashed. */
  @Override
  public void close() {
    running.join();
  }
}
