package dev.sitedrop;

/** A setting is missing or wrong. The message names it and says what to do. */
class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartRefused(String message) {
    super(message);
  }
}
