package dev.sitedrop.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.IncomingDrop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The component on a real server; what it hands in is taken away, as the intake would. */
@ExtendWith(OutputCaptureExtension.class)
class SftpInboxTest {
  @TempDir private Path folder;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Queue<IncomingDrop> handedIn = new ConcurrentLinkedQueue<>();
  private LocalSftpServer server;
  private Path in;

  @BeforeEach
  void serve() throws IOException {
    server = new LocalSftpServer(folder.resolve("served"));
    in = Files.createDirectories(folder.resolve("served/in"));
  }

  @AfterEach
  void stop() {
    camel.stop();
    server.close();
  }

  private void watch(String parameters) throws Exception {
    watch(LocalSftpServer.PASSWORD, parameters, this::take);
  }

  private void watch(String password, String parameters, Processor then) throws Exception {
    Path known = server.knownHosts(folder.resolve("known_hosts"));
    String quick = parameters.contains("settleTime") ? "" : "&settleTime=300ms";
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("sftp-inbox:test?host=127.0.0.1&directory=/in&delay=100&sidecarGrace=300ms"
                    + "&incompleteGrace=2s&user=site&password=RAW("
                    + password
                    + ")&knownHosts=RAW("
                    + known
                    + ")&port="
                    + server.port()
                    + quick
                    + parameters)
                .process(then);
          }
        });
    camel.start();
  }

  private void take(Exchange exchange) throws IOException {
    IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
    try (InputStream content = drop.files().get(0).content().open()) {
      content.readAllBytes();
    }
    Files.delete(in.resolve(drop.name()));
    handedIn.add(drop);
  }

  private IncomingDrop next() {
    return await().atMost(Duration.ofSeconds(30)).until(handedIn::poll, Objects::nonNull);
  }

  private Path put(String relative, byte[] content) throws IOException {
    Path file = in.resolve(relative);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/b.jpg", "..", "x/"})
  void aNameThatIsAPathIsLeftAlone(String name) throws Exception {
    put("../secret.jpg", Samples.jpeg(500, 1));
    put("photo.jpg", Samples.jpeg(500, 1));
    server.listAs(name);
    watch("&project=7");

    await().atMost(Duration.ofSeconds(10)).until(() -> server.requests() > 0);
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> handedIn.isEmpty() && server.opened() == 0);
  }

  @Test
  void aFileThatStillGrowsOrIsCalledPartIsNotTaken() throws Exception {
    put("7/images/b.jpg.part", Samples.jpeg(500, 1));
    put("7/images/c.jpg.filepart", Samples.jpeg(500, 1));
    watch("&settleTime=2s");

    for (int i = 1; i <= 4; i++) {
      put("7/images/growing.txt", new byte[i * 1000]);
      await().pollDelay(Duration.ofMillis(800)).until(() -> true);
      assertThat(handedIn).isEmpty();
    }

    assertThat(next().files().get(0).size()).isEqualTo(4000);
    await().during(Duration.ofSeconds(3)).until(handedIn::isEmpty);
  }

  @Test
  void aFileThatVanishesHoldsBackNoOther() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    put("7/images/a.txt", new byte[1]);
    put("7/images/b.txt", new byte[1]);
    watch(
        LocalSftpServer.PASSWORD,
        "",
        exchange -> {
          IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
          if (drop.name().endsWith("a.txt") && asked.incrementAndGet() == 1) {
            Files.delete(in.resolve("7/images/a.txt"));
          }
          take(exchange);
        });

    assertThat(next().name()).endsWith("b.txt");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    assertThat(asked).hasValue(1);
  }

  @Test
  void tenThousandFilesAreHandedInOnceEach() throws Exception {
    int files = 10_000;
    for (int i = 0; i < files; i++) {
      put("7/images/" + i + ".txt", new byte[1]);
    }
    watch("");

    await().atMost(Duration.ofMinutes(4)).until(() -> handedIn.size() >= files);

    assertThat(handedIn.stream().map(IncomingDrop::name).distinct()).hasSize(files);
    assertThat(handedIn).hasSize(files);
    assertThat(server.opened()).as("for its end, and for its bytes").isLessThanOrEqualTo(2 * files);
  }

  @Test
  void aWrongPasswordIsTriedOnceAMinuteAndNeverShown(CapturedOutput output) throws Exception {
    watch("wr0ng-word", "", this::take);

    await().atMost(Duration.ofSeconds(20)).until(() -> output.getAll().contains("does not let us"));
    await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> true);
    assertThat(server.logins()).as("by password and by keyboard-interactive").isEqualTo(2);
    assertThat(output.getAll()).doesNotContain("wr0ng-word");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "port=0 | port is '0'; it may be 1 to 65535",
        "port=ssh | port is 'ssh'",
        "host=a;b | host is 'a;b'; it may be a name",
        "delivered=move | delivered is 'move'; it may be keep or delete",
        "recursive=maybe | recursive is 'maybe'; it may be true or false",
        "strictHostKeyChecking=no | strictHostKeyChecking is 'no'; it may be true or false",
        "privateKey=/nowhere/key | privateKey is '/nowhere/key'",
        "user= | it has no user",
        "password= | it has neither a password nor a privateKey",
      })
  void aMistakeIsNamed(String said, String told) {
    String parameter = said.substring(0, said.indexOf('='));
    String uri =
        ("sftp-inbox:test?host=h&directory=in&user=ann&password=canary&port=22")
                .replaceAll("[?&]" + parameter + "=[^&]*", parameter.equals("host") ? "?x" : "")
                .replace("?x&", "?")
            + "&"
            + said;
    assertThatThrownBy(() -> camel.getEndpoint(uri).createConsumer(exchange -> {}))
        .hasStackTraceContaining(told);
  }
}
