package dev.sitedrop.procore;

import java.io.IOException;

/** The time in which a call might be sent went by before it was; Procore knows nothing of it. */
public class NotSent extends IOException {
  private static final long serialVersionUID = 1L;

  NotSent() {
    super("It was held up on its way out, and was not sent");
  }
}
