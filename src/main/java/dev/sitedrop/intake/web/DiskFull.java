package dev.sitedrop.intake.web;

import java.util.Locale;

/** Tells a disk without space from other trouble: the systems only say it in words. */
final class DiskFull {
  static final String TOLD =
      "There is no space left on SiteDrop's disk. Nothing of it is kept: make space, then send it"
          + " again.";

  private DiskFull() {}

  static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String told = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (told.contains("no space left")
          || told.contains("quota exceeded")
          || told.contains("not enough space")) {
        return true;
      }
    }
    return false;
  }
}
