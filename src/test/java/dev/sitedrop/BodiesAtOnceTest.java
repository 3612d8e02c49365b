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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked"
      })
  void aBodyThatNobodyReadsHoldsNoThreadOnceItIsAnswered(String head) throws Exception {
    List<Socket> senders = new ArrayList<>();
    try {
      for (int wave = 0; wave < 3; wave++) {
        List<Socket> begun = begun(head);
        senders.addAll(begun);
        for (Socket sender : begun) {
          sender.setSoTimeout(8_000);
          assertThat(sender.getInputStream().read()).isEqualTo('H');
        }
      }
      assertThat(liveness()).isEqualTo(200);
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  @Test
  void aBodyThatNeverBeginsHoldsNoThreadOfARequestThatNoValveSees() throws Exception {
    List<Socket> senders = new ArrayList<>();
    try {
      for (int i = 0; i < MORE_THAN_THREADS; i++) {
        Socket sender = new Socket("127.0.0.1", port);
        senders.add(sender);
        send(sender, "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000");
      }
      assertThat(answers(senders.get(0))).containsExactly("HTTP/1.1 200 ");
      assertThat(liveness()).isEqualTo(200);
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  @Test
  void whoIsRefusedEarlyGetsTheAnswerAfterAllThatIsSent() throws Exception {
    try (Socket sender = new Socket("127.0.0.1", port)) {
      int length = 3_000_000;
      send(sender, "POST /api/drop HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + length);
      sender.getOutputStream().write(new byte[length]);

      assertThat(answers(sender)).containsExactly("HTTP/1.1 403 ");
    }
  }

  @Test
  void theRestOfABodyIsNeverARequest() throws Exception {
    try (Socket sender = new Socket("127.0.0.1", port)) {
      send(sender, "POST /api/drop HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000000");
      send(sender, "GET /actuator/health/liveness HTTP/1.1\r\nHost: 127.0.0.1");

      assertThat(answers(sender)).containsExactly("HTTP/1.1 403 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "five", "99999999999999999999"})
  void aLengthThatIsNoneIsABadRequest(String length) throws Exception {
    try (Socket sender = new Socket("127.0.0.1", port)) {
      send(sender, "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + length);

      assertThat(answers(sender)).containsExactly("HTTP/1.1 400 ");
    }
  }

  private static void send(Socket sender, String head) throws IOException {
    sender.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** The status lines of all that comes until the connection is closed. */
  private static List<String> answers(Socket sender) throws IOException {
    sender.setSoTimeout(15_000);
    String all = new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Pattern.compile("HTTP/1.1 \\d+ ")
        .matcher(all)
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
