package dev.sitedrop.ledger;

import java.io.IOException;

/**
 * The place that something came from cannot be reached, or not be written to, for now. Whoever
 * throws this has told it in the log already, once for all files of the place; nobody need tell it
 * again for each of them.
 */
public class SenderAway extends IOException {
  private static final long serialVersionUID = 1L;

  /** Without a cause: routes handle the innermost exception, and this one has to be seen. */
  public SenderAway(String message) {
    super(message);
  }

  /** Whether this is the reason of a failure, however deep. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SenderAway) {
        return true;
      }
    }
    return false;
  }
}
