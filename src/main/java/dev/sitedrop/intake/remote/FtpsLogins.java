package dev.sitedrop.intake.remote;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The logins of a session that do nothing just now; each does one thing at a time. */
final class FtpsLogins {
  private final FtpsLogin login;
  private final Queue<FtpsConnection> idle = new ConcurrentLinkedQueue<>();
  private volatile boolean open = true;

  /**
   * @throws IOException if the first one fails
   */
  FtpsLogins(FtpsLogin login) throws IOException {
    this.login = login;
    idle.add(FtpsConnection.open(login));
  }

  /** One that is alive: servers end logins that do nothing for a while. */
  FtpsConnection take() throws IOException {
    for (FtpsConnection connection; (connection = idle.poll()) != null; ) {
      if (connection.isAlive()) {
        return connection;
      }
      connection.end();
    }
    try {
      return FtpsConnection.open(login);
    } catch (IOException e) {
      open = false;
      throw e;
    }
  }

  void giveBack(FtpsConnection connection) {
    idle.add(connection);
  }

  /** A login that is broken; the session is then not to be trusted either. */
  IOException lost(FtpsConnection connection, Exception why) {
    connection.end();
    open = false;
    return why instanceof IOException known ? known : new IOException(why);
  }

  boolean areOpen() {
    return open;
  }

  void end() {
    open = false;
    for (FtpsConnection connection; (connection = idle.poll()) != null; ) {
      connection.end();
    }
  }
}
