package dev.sitedrop.intake.mail.server;

/** How a connection to a mail server is protected. */
public enum Security {
  /** TLS from the first byte. */
  TLS,
  /** TLS as soon as the server has greeted; without it, nothing is said. */
  STARTTLS,
  /** Not at all: for a server on this machine only. */
  NONE
}
