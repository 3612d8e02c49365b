package dev.sitedrop.intake.web;

/** An upload that is not taken in. The message says what is wrong and what to do. */
final class NotTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of the answer, as HTTP numbers them
   */
  NotTaken(int status, String told) {
    super(told, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }
}
