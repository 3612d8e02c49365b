package dev.sitedrop;

import dev.sitedrop.intake.UnusableSource;
import java.sql.SQLException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Turns what can go wrong at the start, by a user's doing, into a message without a stack trace. */
class StartFailure implements FailureAnalyzer {
  /** H2: another process has the database file. */
  private static final int LOCKED = 90020;

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
      }
      if (cause instanceof UnusableSource) {
        return new FailureAnalysis(
            cause.getMessage(), "Correct the file, or take it out of the folder.", cause);
      }
      if (cause instanceof SQLException sql && sql.getErrorCode() == LOCKED) {
        return new FailureAnalysis(
            "The ledger in SITEDROP_HOME is in use: another SiteDrop runs with the same home.",
            "Stop the other one, or give this one a SITEDROP_HOME of its own.",
            cause);
      }
    }
    return null;
  }
}
