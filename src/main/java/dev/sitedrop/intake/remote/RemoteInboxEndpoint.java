package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.folder.InboxEndpoint;
import dev.sitedrop.intake.folder.Volume;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** A watched folder of a server: what SFTP and FTPS have in common. */
public abstract class RemoteInboxEndpoint extends InboxEndpoint {
  private static final long POLL_DELAY = 10_000;

  /** With half as many large ones and the questions, this stays below OpenSSH's ten channels. */
  private static final int MOST_PARALLEL = 4;

  private final String scheme;
  private String host;
  private int port;
  private String user;
  private String password;
  private String directory;

  RemoteInboxEndpoint(String uri, Component component, String source, String scheme, int port) {
    super(uri, component, source);
    this.scheme = scheme;
    this.port = port;
    setDelay(POLL_DELAY);
    setSettleTime("5s");
    setIncompleteGrace("60s");
    setParallel(MOST_PARALLEL);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    required("host", host);
    required("user", user);
    checkLogin();
    return super.createConsumer(processor);
  }

  private void required(String parameter, String value) {
    if (value == null) {
      throw new IllegalArgumentException("The source '" + source() + "' has no " + parameter);
    }
  }

  /**
   * @throws IllegalArgumentException if it cannot succeed, whatever the server says
   */
  protected abstract void checkLogin();

  /** The server is asked only when it is watched: it may be away at the start. */
  @Override
  protected void checkDirectory() {
    // nothing
  }

  protected final Volume volume(RemoteServer.Connector connector) {
    return new RemoteServer(source(), server(), directory, connector);
  }

  /** How many files are read at a time: large ones have workers of their own. */
  protected final int streams() {
    return parallel() + Math.max(1, parallel() / 2);
  }

  @Override
  protected String server() {
    return scheme + "://" + user + "@" + host + ":" + port;
  }

  @Override
  protected String place() {
    return directory;
  }

  /** The folder on the server: absolute, or relative to where a login begins. */
  @Override
  public void setDirectory(String directory) {
    this.directory = directory.isBlank() ? "." : directory.strip();
  }

  protected final String host() {
    return host;
  }

  /** Its name or address. */
  public void setHost(String host) {
    if (!host.strip().matches("[\\p{Alnum}._:-]+")) {
      throw Parameter.mistake("host", host, "a name such as files.example.com, or an address");
    }
    this.host = host.strip();
  }

  protected final int port() {
    return port;
  }

  public void setPort(String port) {
    this.port = Parameter.number("port", port, 1, 65_535);
  }

  protected final String user() {
    return user;
  }

  public void setUser(String user) {
    this.user = user.isBlank() ? null : user.strip();
  }

  protected final String password() {
    return password;
  }

  /** Empty for none. */
  public void setPassword(String password) {
    this.password = password.isEmpty() ? null : password;
  }

  /** Each takes a channel, and servers allow few. */
  @Override
  public void setParallel(int parallel) {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw new IllegalArgumentException("parallel is " + parallel + "; it may be 1 to 4");
    }
    super.setParallel(parallel);
  }
}
