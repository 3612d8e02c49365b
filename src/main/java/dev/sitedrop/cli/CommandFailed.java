package dev.sitedrop.cli;

/** A command ends here. The message says why, and what to do. */
final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  /**
   * @param exit one of {@link Exit}
   */
  CommandFailed(int exit, String told) {
    super(told, null, false, false);
    this.exit = exit;
  }

  int exit() {
    return exit;
  }
}
