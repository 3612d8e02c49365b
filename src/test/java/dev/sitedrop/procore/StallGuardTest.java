package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against servers that do not get on; without the guard each of these would wait for ever. */
@Timeout(30)
class StallGuardTest {
  private static final Duration PATIENCE = Duration.ofMillis(800);

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final ExecutorService servers = Executors.newCachedThreadPool();
  private ServerSocket server;
  private CloseableHttpClient client;

  /** What the server does with the one connection it gets. */
  private interface Conversation {
    void with(Socket client) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    timer.setRemoveOnCancelPolicy(true);
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client =
        HttpClientBuilder.create()
            .disableAutomaticRetries()
            .addExecInterceptorFirst("stall-guard", new StallGuard(timer, PATIENCE))
            .build();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    servers.shutdownNow();
    timer.shutdownNow();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/";
  }

  private void serve(Conversation conversation) {
    servers.execute(
        () -> {
          try (Socket socket = server.accept()) {
            conversation.with(socket);
          } catch (Exception ended) {
            // the client has hung up, which is what it should do
          }
        });
  }

  private String call(HttpUriRequestBase request) throws IOException {
    return client.execute(request, response -> EntityUtils.toString(response.getEntity()));
  }

  private HttpPut put(long megabytes) {
    HttpPut put = new HttpPut(url());
    put.setEntity(
        new InputStreamEntity(
            new InputStream() {
              @Override
              public int read() {
                return 0;
              }

              @Override
              public int read(byte[] bytes, int offset, int length) {
                return length;
              }
            },
            megabytes << 20,
            ContentType.APPLICATION_OCTET_STREAM));
    return put;
  }

  private static void readHead(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    for (int end = 0; end < 4; ) {
      int c = in.read();
      end = c == '\r' || c == '\n' ? end + 1 : 0;
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Test
  void aServerThatTakesNoBytesIsLeft() {
    serve(socket -> new CountDownLatch(1).await());

    assertThatThrownBy(() -> call(put(200))).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void aServerThatAnswersByteByByteIsLeft() {
    serve(
        socket -> {
          readHead(socket);
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
          while (true) {
            write(socket, "x");
            TimeUnit.MILLISECONDS.sleep(20);
          }
        });

    assertThatThrownBy(() -> call(new HttpGet(url()))).isInstanceOf(IOException.class);
  }

  @Test
  void aSlowServerThatGetsOnIsWaitedFor() throws IOException {
    serve(
        socket -> {
          readHead(socket);
          byte[] piece = new byte[1 << 20];
          for (int i = 0; i < 40; i++) {
            socket.getInputStream().readNBytes(piece, 0, piece.length);
            TimeUnit.MILLISECONDS.sleep(50);
          }
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });

    assertThat(call(put(40))).isEqualTo("ok");
  }

  @Test
  void anEmptyAnswerThatNobodyReadsIsWatchedNoLonger() throws IOException {
    serve(
        socket -> {
          readHead(socket);
          socket.getInputStream().readNBytes(1 << 20);
          write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          new CountDownLatch(1).await();
        });

    client.executeOpen(null, put(1), null);

    assertThat(timer.getQueue()).isEmpty();
  }
}
