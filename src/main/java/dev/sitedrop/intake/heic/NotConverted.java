package dev.sitedrop.intake.heic;

/** A photo cannot be converted, now or later. The message says why, in the converter's words. */
public final class NotConverted extends Exception {
  private static final long serialVersionUID = 1;

  NotConverted(String why) {
    super(why);
  }
}
