package dev.sitedrop.intake.mail.server;

import java.io.IOException;

/** As whom to log in to a mail server. */
public interface Login {
  String user();

  /** SASL mechanisms, the one that is preferred first. */
  String mechanisms();

  /**
   * The password, or a token that holds now.
   *
   * @throws IOException if there is none now
   */
  String secret() throws IOException;

  /**
   * The server did not take it.
   *
   * @return whether it is worth trying again at once with another
   */
  boolean refused(String secret);
}
