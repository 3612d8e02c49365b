package dev.sitedrop.cli;

/** SiteDrop would not start with these settings; whoever looks tells it. */
public final class CannotLook extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param told why, and what to do
   */
  public CannotLook(String told) {
    super(told, null, false, false);
  }
}
