package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Who sends bodies that do not end does not keep the others from being answered. */
@SiteDropTest
@TestPropertySource(properties = "server.tomcat.threads.max=10")
class BodiesAtOnceTest {
  private static final int MORE_THAN_THREADS = 25;

  @LocalServerPort private int port;

  private List<Socket> begun(String head) throws IOException {
    List<Socket> senders = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_THREADS; i++) {
      Socket sender = new Socket("127.0.0.1", port);
      sender
          .getOutputStream()
          .write((head + "\r\n\r\nusername=a").getBytes(StandardCharsets.US_ASCII));
      senders.add(sender);
    }
    return senders;
  }

  private int liveness() throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/actuator/health/liveness"))
                .timeout(Duration.ofSeconds(8)) // Tomcat itself waits for twenty
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50000\r\n"
            + "Content-Type: application/x-www-form-urlencoded",
        "POST /api/drop HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50000\r\n"
            + "X-SiteDrop: cli\r\nContent-Type: multipart/form-data; boundary=x",
        "PUT /storage/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500000000",
        "POST /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked"
      })
  void healthIsAnsweredWhileBodiesDripIn(String head) throws Exception {
    List<Socket> senders = begun(head);
    try {
      assertThat(liveness()).isEqualTo(200);
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }
}
