package dev.sitedrop.intake.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and cuts connections when they have carried enough. */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int serverPort;
  private final AtomicInteger cuts;
  private final long afterBytes;

  /**
   * @param cuts how many connections are cut
   * @param afterBytes that the server has sent on one
   */
  CuttingProxy(int serverPort, int cuts, long afterBytes) throws IOException {
    this.serverPort = serverPort;
    this.cuts = new AtomicInteger(cuts);
    this.afterBytes = afterBytes;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  int cutsLeft() {
    return Math.max(0, cuts.get());
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        daemon(() -> carry(client, server, Long.MAX_VALUE));
        daemon(() -> carry(server, client, afterBytes));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void carry(Socket from, Socket to, long most) {
    AtomicLong carried = new AtomicLong();
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (carried.addAndGet(n) > most && cuts.getAndDecrement() > 0) {
          return;
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException ended) {
      return;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
