package dev.sitedrop.intake.remote;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/**
 * One login by FTP over TLS. A data connection continues the TLS session of the login, as many
 * servers ask for: Java finds a session by host and port, so every socket says the login's port.
 */
final class FtpsConnection extends FTPSClient {
  private static final int CONNECT_MILLIS = 15_000;
  private static final int ANSWER_MILLIS = 60_000;

  private final FtpsLogin login;

  private FtpsConnection(FtpsLogin login) {
    super(false, login.trust());
    this.login = login;
    setEndpointCheckingEnabled(true);
    setConnectTimeout(CONNECT_MILLIS);
    setDefaultTimeout(ANSWER_MILLIS);
    setDataTimeout(Duration.ofMillis(ANSWER_MILLIS));
    setControlEncoding("UTF-8");
    setSocketFactory(new SocketsOfOnePort(login.port()));
  }

  static FtpsConnection open(FtpsLogin login) throws IOException {
    FtpsConnection connection = new FtpsConnection(login);
    try {
      connection.connect(login.host(), login.port());
      connection.check(FTPReply.isPositiveCompletion(connection.getReplyCode()), "connect");
      if (!connection.login(login.user(), login.password())) {
        throw new CannotConnect(
            "it refuses the login of " + login.user() + " with its password", true);
      }
      connection.execPBSZ(0);
      connection.check(connection.sendCommand("PROT", "P") == 200, "encrypt files");
      connection.check(connection.setFileType(FTP.BINARY_FILE_TYPE), "send bytes");
      if (!connection.hasFeature("MLST")) {
        throw new CannotConnect(
            "it does not know MLSD and MLST, without which kinds and times of files are guesswork",
            true);
      }
      connection.enterLocalPassiveMode();
      return connection;
    } catch (IOException | RuntimeException e) {
      connection.end();
      throw e;
    }
  }

  private void check(boolean done, String what) throws IOException {
    if (!done) {
      throw new IOException("it does not " + what + " (" + getReplyString().strip() + ")");
    }
  }

  @Override
  protected Socket _openDataConnection_(String command, String argument) throws IOException {
    Socket plain = super._openDataConnection_(command, argument);
    if (plain == null) {
      return null;
    }
    SSLSocket secure =
        (SSLSocket)
            login.trust().getSocketFactory().createSocket(plain, login.host(), login.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  /** Whether the server still answers. */
  boolean isAlive() {
    try {
      return isConnected() && sendNoOp();
    } catch (IOException gone) {
      return false;
    }
  }

  void end() {
    try {
      disconnect();
    } catch (IOException ended) {
      // that is what was wanted
    }
  }
}
