package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application with its spool in a bucket. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
@Import(Faults.class)
class BucketJobTest {
  private static final S3Server SERVER =
      new S3Server(Path.of("target/homes", "s3-" + UUID.randomUUID()));

  @Autowired private Faults faults;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private Inbox inbox;
  private SandboxView sandbox;

  @DynamicPropertySource
  static void bucket(DynamicPropertyRegistry properties) {
    SERVER.makeBucket("site-photos");
    System.setProperty("aws.accessKeyId", S3Server.KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET);
    properties.add("sitedrop.spool", () -> "s3://site-photos/spool");
    properties.add("spool.s3-endpoint", SERVER::endpoint);
    properties.add("spool.segment-size", () -> "6MB");
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    SERVER.close();
  }

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
  }

  private byte[] arrived(JsonNode receipt) {
    return sandbox.get(receipt.path("procore").path("url").asText());
  }

  private static List<Path> inTheBucket() throws IOException {
    try (Stream<Path> files = Files.walk(SERVER.bucket("site-photos"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private List<Path> inTheHome() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("spool"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aPhotoAndAFileOfManySegmentsArriveByteForByte() throws Exception {
    byte[] large = Samples.jpeg(29_000_003, 2);
    inbox.drop("1/images/crane.jpg", Samples.bytes("crane.jpg"));
    inbox.drop("2/images/large.jpg", large);

    assertThat(arrived(inbox.receipt("1/images", "crane.jpg")))
        .isEqualTo(Samples.bytes("crane.jpg"));
    assertThat(arrived(inbox.receipt("2/images", "large.jpg"))).isEqualTo(large);
    await().untilAsserted(() -> assertThat(inTheBucket()).isEmpty());
    assertThat(inTheHome()).isEmpty();
  }

  @Test
  void bytesAreReadAgainWhenTheStorageDidNotTakeThem() {
    faults.refuse("(PUT|POST) /storage/.*", 2, 503, Map.of(), "slow down");
    inbox.drop("3/images/photo.jpg", Samples.jpeg(400_000, 3));

    assertThat(arrived(inbox.receipt("3/images", "photo.jpg"))).isEqualTo(Samples.jpeg(400_000, 3));
  }

  @Test
  void filesWaitWhileTheServerIsAwayAndGoOnWhenItIsBack(CapturedOutput output) {
    SERVER.close();
    try {
      inbox.drop("4/images/photo.jpg", Samples.jpeg(4000, 4));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  output
                      .getOut()
                      .contains(
                          "The spool s3://site-photos/spool cannot be used: its server cannot be"
                              + " reached"));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> output.getOut().contains("Nothing is lost: files wait where they are"));
      assertThat(home.resolve("inbox/4/images/photo.jpg")).exists();
    } finally {
      SERVER.start();
    }

    assertThat(arrived(inbox.receipt("4/images", "photo.jpg"))).isEqualTo(Samples.jpeg(4000, 4));
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> output.getOut().contains("can be used again"));
    assertThat(output).doesNotContain(S3Server.SECRET);
  }
}
