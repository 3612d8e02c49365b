package dev.sitedrop;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes connections on, and cuts each after so many bytes from the server. */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile long cutAfter;
  private boolean cutOff;

  /**
   * @param target a port of this machine
   * @param cutAfter in bytes; 0 for never
   */
  public CuttingProxy(int target, long cutAfter) throws IOException {
    this.target = target;
    this.cutAfter = cutAfter;
    thread(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  public int cuts() {
    return cuts.get();
  }

  public void cutAfter(long bytes) {
    cutAfter = bytes;
  }

  /** While it is cut off, nothing passes and nobody is told, as when a cable is out. */
  public synchronized void cutOff(boolean cutOff) {
    this.cutOff = cutOff;
    notifyAll();
  }

  private synchronized void awaitCable() throws InterruptedIOException {
    try {
      while (cutOff) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        thread(() -> pump(client, server, Long.MAX_VALUE));
        thread(() -> pump(server, client, cutAfter == 0 ? Long.MAX_VALUE : cutAfter));
      } catch (IOException ended) {
        // closed, or the target is away
      }
    }
  }

  private void pump(Socket from, Socket to, long most) {
    byte[] buffer = new byte[8192];
    long passed = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read; (read = in.read(buffer)) >= 0; ) {
        passed += read;
        if (passed > most) {
          cuts.incrementAndGet();
          return;
        }
        awaitCable();
        out.write(buffer, 0, read);
      }
    } catch (IOException ended) {
      // one side is gone, and so is the other
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
