package dev.sitedrop.intake;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Why Procore could not be asked last: for a while others are told the same at once, so that they
 * do not wait for it one after the other. Not for several threads.
 */
public final class LastFailure {
  private static final Duration HOLDS = Duration.ofSeconds(10);

  private IOException failure;
  private Instant until = Instant.MIN;

  /**
   * @throws IOException if it could not be asked a moment ago
   */
  public void rethrowUntilAskedAgain(Instant now) throws IOException {
    if (now.isBefore(until)) {
      throw new IOException(failure.getMessage());
    }
  }

  /**
   * Remembers it, and gives it back to be thrown. That a caller was interrupted, such as a poll
   * whose source is changed, is its own affair: the next one asks at once.
   */
  public IOException was(IOException failure, Instant now) {
    if (!Thread.currentThread().isInterrupted()) {
      this.failure = failure;
      this.until = now.plus(HOLDS);
    }
    return failure;
  }
}
