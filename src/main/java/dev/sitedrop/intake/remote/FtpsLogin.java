package dev.sitedrop.intake.remote;

import javax.net.ssl.SSLContext;

/**
 * Where and as whom to log in.
 *
 * @param trust decides which certificates are the server's
 */
record FtpsLogin(String host, int port, String user, String password, SSLContext trust) {

  /** Never with its secrets. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
