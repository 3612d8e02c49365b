package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLookTest {
  private final List<List<String>> arrived = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          arrived.add(call.getRequestHeaders().getOrDefault(LastLook.HEADER, List.of()));
          call.sendResponseHeaders(204, -1);
          call.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void post(SendBefore before) throws IOException {
    try (CloseableHttpClient http =
        HttpClients.custom().addRequestInterceptorLast(new LastLook()).build()) {
      HttpPost post = new HttpPost("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      post.addHeader(LastLook.HEADER, before.text());
      http.execute(post, answer -> answer.getCode());
    }
  }

  @Test
  void aCallInTimeIsSentWithoutTheHeader() throws IOException {
    post(SendBefore.in(Duration.ofMinutes(1)));

    assertThat(arrived).containsExactly(List.of());
  }

  /** Either clock is enough. */
  @ParameterizedTest
  @CsvSource({"-1, 60", "60, -1", "-1, -1"})
  void aCallThatIsLateIsNotSent(long secondsByNanos, long secondsByTheWall) {
    SendBefore late =
        new SendBefore(
            SendBefore.in(Duration.ofSeconds(secondsByNanos)).nanoTime(),
            SendBefore.in(Duration.ofSeconds(secondsByTheWall)).epochMillis());

    assertThatThrownBy(() -> post(late)).isInstanceOf(NotSent.class);
    assertThat(arrived).isEmpty();
  }
}
