package dev.sitedrop.signals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that takes what is posted to it: what a chat or a collector of traces would. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch hangs = new CountDownLatch(0);
  private volatile int status = 200;

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      Receiver receiver = new Receiver(server);
      server.createContext(
          "/",
          exchange -> {
            receiver.bodies.add(exchange.getRequestBody().readAllBytes());
            try {
              receiver.hangs.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(receiver.status, -1);
            exchange.close();
          });
      server.setExecutor(receiver.threads);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What came, oldest first; also what was not answered. */
  public List<byte[]> bodies() {
    return bodies;
  }

  /** From now on it answers this. */
  public void answer(int status) {
    this.status = status;
  }

  /** From now on it answers nothing, until {@link #goOn}. */
  public void hang() {
    hangs = new CountDownLatch(1);
  }

  public void goOn() {
    hangs.countDown();
  }

  @Override
  public void close() {
    goOn();
    server.stop(0);
    threads.shutdownNow();
  }
}
