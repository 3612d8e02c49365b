package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.MailRoutes;
import dev.sitedrop.intake.mail.Mails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * The files of a folder and of a mailbox are saved anew while both wait for Procore: the folder to
 * ask for an album, the mailbox to ask for a project.
 */
@SiteDropTest
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@TestPropertySource(
    properties = {
      "intake.rules[0].when.path=71/**",
      "intake.rules[0].then.fields.image_category_id=Façade",
      "camel.main.shutdown-timeout=1",
    })
class SourceReloadTest {
  private static final MailHost HOST = new MailHost();
  private static final Path ROUTES = RoutesCopy.create();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired private Faults faults;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private final List<String> sent = new ArrayList<>();
  private Inbox inbox;
  private SandboxView sandbox;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    MailRoutes.write(ROUTES, MailRoutes.parameters(HOST));
    registry.add("sitedrop.routes", ROUTES::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
  }

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
    sandbox.makeAlbum(71, "Façade");
  }

  /** Otherwise the context would wait for what is held. */
  @AfterEach
  void letGo() {
    faults.clear();
    faults.release();
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  private byte[] photo(int seed) {
    byte[] photo = Samples.jpeg(3000, seed);
    sent.add(Samples.sha256(photo));
    return photo;
  }

  private void dropForAnAlbum(int seed) {
    inbox.drop("71/images/album-" + seed + ".jpg", photo(seed));
  }

  private void mailForAProject(int seed) {
    HOST.deliver(
        Mails.fromAnn("[project 42] " + seed)
            .attach("mail-" + seed + ".jpg", "image/jpeg", photo(seed))
            .bytes());
  }

  /** The threads of sources that are in this class of SiteDrop's. */
  private static boolean isIn(String source, String type) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().contains(source))
        .anyMatch(
            thread ->
                Arrays.stream(thread.getValue())
                    .anyMatch(frame -> frame.getClassName().endsWith(type)));
  }

  private static List<Thread> threadsOfSources() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches(".* - (inbox|mailbox).*"))
        .toList();
  }

  /** Saves a source's file with a line more, and waits until it is taken up. */
  private static void saveAnew(String source, CapturedOutput output) throws IOException {
    Path file = ROUTES.resolve("sources/" + source + ".camel.yaml");
    Files.writeString(file, Files.readString(file) + "# saved anew\n");
    await()
        .atMost(PATIENCE)
        .until(() -> output.getOut().contains(source + ".camel.yaml was taken up"));
  }

  private void assertAllIsDeliveredOnce(List<Thread> before) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(sandbox.imageSha256s()).containsExactlyInAnyOrderElementsOf(sent));
    inbox.awaitEmpty();
    HOST.awaitCount("INBOX", 0);
    HOST.awaitCount("Accepted", 0);
    assertThat(HOST.count("Failed")).isZero();
    assertThat(inbox.failed()).isEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(HOST.imapConnections()).as("connections").isEqualTo(1));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(before).as("threads of before").noneMatch(Thread::isAlive));
  }

  @Test
  void whileTheyWaitForTheirTurn(CapturedOutput output) throws IOException {
    faults.refuse("POST .*/uploads", 1, 429, Map.of("Retry-After", "7"), "");
    inbox.drop("73/images/first.jpg", photo(1));
    await().atMost(PATIENCE).until(() -> output.getOut().contains("asked us to pause until"));
    List<Thread> before = threadsOfSources();

    mailForAProject(2);
    await().atMost(PATIENCE).until(() -> isIn("mailbox", "RateBudget"));
    saveAnew("site-mail", output);
    dropForAnAlbum(3);
    await().atMost(PATIENCE).until(() -> isIn("inbox", "RateBudget"));
    saveAnew("inbox", output);

    assertAllIsDeliveredOnce(before);
    assertThat(output).doesNotContain("nterrupted", "RejectedExecution", "graceful");
  }

  @Test
  void whileTheyWaitForAnAnswer(CapturedOutput output) throws IOException {
    inbox.drop("73/images/first.jpg", photo(4));
    inbox.receipt("73/images", "first.jpg");
    faults.hold("GET .*/image_categories", 1);
    faults.hold("GET .*/projects", 1);
    List<Thread> before = threadsOfSources();
    dropForAnAlbum(5);
    mailForAProject(6);
    await().atMost(PATIENCE).until(faults::areAllHeld);

    saveAnew("site-mail", output);
    saveAnew("inbox", output);
    inbox.drop("73/images/second.jpg", photo(7));
    inbox.receipt("73/images", "second.jpg");
    faults.release();

    assertAllIsDeliveredOnce(before);
    assertThat(output).doesNotContain("nterrupted", "RejectedExecution", "graceful");
  }
}
