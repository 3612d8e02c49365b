package dev.sitedrop.intake;

/** A drop that can never be delivered as it is. The message says what is wrong and what to do. */
public class RefusedDrop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedDrop(String message) {
    super(message, null, false, false);
  }
}
