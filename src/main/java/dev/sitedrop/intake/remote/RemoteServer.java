package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.Volume;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that a source watches. Only the source's poll connects, so that nobody else waits for a
 * server that does not answer; after a failure the next try is later each time. That it is away is
 * told once, and that it is back.
 */
final class RemoteServer implements Volume {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** After a refused login: servers lock out those who try too often. */
  private static final Duration AFTER_A_REFUSAL = Duration.ofMinutes(1);

  /** Logs in. */
  interface Connector {
    RemoteSession connect() throws CannotConnect;

    /** Ends whatever it keeps besides its sessions. */
    void close();
  }

  private final String source;
  private final String server;
  private final String directory;
  private final Connector connector;
  private final RemoteFileSystem files = new RemoteFileSystem(this);
  private volatile RemoteSession session;
  private String folder;
  private String told;
  private int failures;
  private long notBefore;
  private boolean closed;

  /**
   * @param server such as {@code sftp://ann@files.example.com:22}
   * @param directory absolute, or relative to where a login begins
   */
  RemoteServer(String source, String server, String directory, Connector connector) {
    this.source = source;
    this.server = server;
    this.directory = directory;
    this.connector = connector;
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public Path folder() throws SenderAway {
    if (!isConnected()) {
      connect();
    }
    return files.getPath(folder).normalize();
  }

  @Override
  public Path path(String absolute) throws SenderAway {
    session();
    return files.getPath(absolute);
  }

  private boolean isConnected() {
    RemoteSession now = session;
    return now != null && now.isOpen();
  }

  private void connect() throws SenderAway {
    if (failures > 0 && System.nanoTime() < notBefore) {
      throw new SenderAway(server + " is tried again later");
    }
    RemoteSession lost = session;
    if (lost != null) {
      lost.close();
    }
    try {
      RemoteSession fresh = connector.connect();
      folder = directory.startsWith("/") ? directory : fresh.home() + "/" + directory;
      connected(fresh);
      if (lost != null || told != null) {
        LOG.info("The source {} is connected to {} again", source, Shown.of(server));
      }
      told = null;
      failures = 0;
    } catch (IOException e) {
      failed(e);
      throw new SenderAway(server + " cannot be reached: " + FailureText.of(e));
    }
  }

  private void failed(IOException e) {
    boolean refusal = e instanceof CannotConnect failure && failure.isRefusal();
    long step = FIRST_WAIT.toNanos() << Math.min(10, failures++);
    long wait = Math.min(step, LONGEST_WAIT.toNanos());
    notBefore = System.nanoTime() + Math.max(wait, refusal ? AFTER_A_REFUSAL.toNanos() : 0);
    String why = FailureText.of(e);
    if (!why.equals(told)) {
      told = why;
      LOG.warn(
          "The source {} cannot use {}: {}. It is tried again, and nothing is lost meanwhile",
          source,
          Shown.of(server),
          Shown.of(told));
    }
  }

  private synchronized void connected(RemoteSession fresh) throws SenderAway {
    if (closed) {
      fresh.close();
      throw new SenderAway(server + " is not watched any more");
    }
    session = fresh;
    notifyAll();
  }

  /**
   * The present session.
   *
   * @throws SenderAway if there is none
   */
  RemoteSession session() throws SenderAway {
    RemoteSession now = session;
    if (now == null || !now.isOpen()) {
      throw new SenderAway(server + " is not connected");
    }
    return now;
  }

  /**
   * Waits for the poll to connect again.
   *
   * @throws SenderAway if it does not in time, or the source has ended
   */
  RemoteSession awaitSession(Duration atMost) throws SenderAway {
    await(atMost, this::isConnected);
    return session();
  }

  /** Waits until there is another session than this one, or the time is over. */
  void awaitOther(RemoteSession than, Duration atMost) {
    await(atMost, () -> session != than);
  }

  private synchronized void await(Duration atMost, BooleanSupplier what) {
    long until = System.nanoTime() + atMost.toNanos();
    try {
      while (!closed && !what.getAsBoolean() && System.nanoTime() < until) {
        TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    RemoteSession last = session;
    session = null;
    if (last != null) {
      last.close();
    }
    connector.close();
  }
}
