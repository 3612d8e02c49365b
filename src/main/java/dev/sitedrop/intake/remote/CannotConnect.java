package dev.sitedrop.intake.remote;

import java.io.IOException;

/** There is no session, for a reason in plain words that holds no secret. */
final class CannotConnect extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean refusal;

  /**
   * @param refusal whether a person has to act: the login or the host key was refused
   */
  CannotConnect(String reason, boolean refusal) {
    super(reason);
    this.refusal = refusal;
  }

  boolean isRefusal() {
    return refusal;
  }
}
