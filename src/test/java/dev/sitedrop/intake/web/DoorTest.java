package dev.sitedrop.intake.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.api.ApiClient;
import dev.sitedrop.claim.ClaimCheck;
import dev.sitedrop.claim.SegmentPlan;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.content.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Files that come by HTTP, from the form to what Procore shows. */
@SiteDropTest
@Import(DoorTest.SpoolOnAFullDisk.class)
@TestPropertySource(
    properties = {
      "intake.web.max-size=1MB",
      "intake.web.max-files=3",
      "intake.web.max-name-length=60",
      "intake.left-alone=*.bak",
    })
class DoorTest {
  private static volatile boolean isFull;

  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  private SandboxView sandbox;
  private ApiClient api;

  @BeforeEach
  void look() {
    sandbox = new SandboxView(port);
    api = new ApiClient(port);
    isFull = false;
  }

  /** A spool whose disk is full when it is told so. */
  @TestConfiguration
  static class SpoolOnAFullDisk {
    @Bean
    static BeanPostProcessor fullDisk() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof Spool spool ? onAFullDisk(spool) : bean;
        }
      };
    }

    private static Spool onAFullDisk(Spool spool) {
      return (Spool)
          Proxy.newProxyInstance(
              Spool.class.getClassLoader(),
              new Class<?>[] {Spool.class},
              (proxy, method, arguments) -> {
                if (isFull
                    && method.equals(
                        Spool.class.getMethod(
                            "checkIn", InputStream.class, long.class, SegmentPlan.class))) {
                  assertThat(method.getReturnType()).isEqualTo(ClaimCheck.class);
                  throw new IOException("No space left on device");
                }
                try {
                  return method.invoke(spool, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  private static Upload to(int project, String target) {
    return new Upload().field("project", Integer.toString(project)).field("target", target);
  }

  private JsonNode delivered(Upload.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return api.awaitState(answer.delivery(), "delivered");
  }

  @Test
  void aPhotoBecomesAnImageWithTheFieldsOfTheForm() {
    Upload.Answer answer =
        to(42, "images")
            .field("description", "North façade")
            .field("trade_ids", "4, 5")
            .field("private", "true")
            .field("starred", "")
            .file("crane.jpg", Samples.bytes("crane.jpg"))
            .sendTo(port);

    JsonNode delivery = delivered(answer);
    JsonNode image = sandbox.images(42).get(0);
    assertThat(answer.body().path("known").asBoolean()).isFalse();
    assertThat(delivery.path("resourceId").asLong()).isEqualTo(image.path("id").asLong());
    assertThat(delivery.path("source").asText()).isEqualTo("web");
    assertThat(image.path("description").asText()).isEqualTo("North façade");
    assertThat(delivery.path("fields").path("trade_ids").toString()).isEqualTo("[4,5]");
    assertThat(delivery.path("fields").path("private").isBoolean()).isTrue();
    assertThat(delivery.path("fields").has("starred")).isFalse();
    assertThat(sandbox.get(image.path("url").asText())).isEqualTo(Samples.bytes("crane.jpg"));
  }

  @Test
  void theSameContentIsTheSameDelivery() {
    byte[] photo = Samples.jpeg(20_000, 1);

    Upload.Answer first = to(43, "images").file("one.jpg", photo).sendTo(port);
    Upload.Answer second = to(43, "images").file("two.jpg", photo).sendTo(port);

    assertThat(second.delivery()).isEqualTo(first.delivery());
    assertThat(second.body().path("known").asBoolean()).isTrue();
    delivered(second);
    assertThat(sandbox.images(43)).hasSize(1);
  }

  @Test
  void allFilesOfAnUploadBecomeOneAccidentLog() {
    Upload.Answer answer =
        to(44, "accident_logs")
            .file("sidecar", "said.yaml", "comments: A pallet fell\ntime_hour: 9\n".getBytes())
            .file("crane.jpg", Samples.bytes("crane.jpg"))
            .file("report.pdf", Samples.bytes("incident-report.pdf"))
            .sendTo(port);

    JsonNode delivery = delivered(answer);
    assertThat(delivery.path("contents").findValuesAsText("name"))
        .containsExactly("crane.jpg", "report.pdf");
    assertThat(sandbox.accidentLogs(44)).hasSize(1);
    assertThat(sandbox.accidentLogs(44).get(0).path("comments").asText())
        .isEqualTo("A pallet fell");
  }

  @Test
  void anAccidentMayBeToldOfWithoutAFile() {
    delivered(to(45, "accident_logs").field("comments", "Nobody was hurt").sendTo(port));

    assertThat(sandbox.accidentLogs(45)).hasSize(1);
  }

  /** It came in one piece, so that there is nothing to wait for. */
  @Test
  void whatIsNotThereAsAWholeIsTold() {
    byte[] photo = Samples.bytes("crane.jpg");
    assertRefused(
        to(47, "images").file("half.jpg", java.util.Arrays.copyOf(photo, photo.length / 2)),
        "half.jpg is cut off: the end of the JPEG is lacking. Send it again whole.");
    assertRefused(
        to(47, "accident_logs").file("r.pdf", new byte[300_000]),
        "r.pdf holds nothing but zeros: it has its size, but its content never arrived. Copy it"
            + " again from where it came from.");
    assertRefused(
        to(47, "images").file("$I3K2.jpg", Formats.joined(new byte[] {2}, new byte[7], photo)),
        "$I3K2.jpg is only what the recycle bin of Windows notes of a file, not the file.");
    assertRefused(
        to(47, "images").file("head.jpg", Formats.joined(Formats.ascii("HTTP 200\r\n"), photo)),
        "head.jpg is a JPEG with 10 bytes of something else before its start, which nobody can"
            + " show.");
    assertRefused(
        to(47, "accident_logs").file("r.pdf", Formats.noise(5_000)),
        "r.pdf is not what its name says: its bytes are of no format that is known. Perhaps it was"
            + " damaged on its way, or is encrypted. Look whether it can be opened, and send it"
            + " again.");
    assertThat(sandbox.accidentLogs(47)).isEmpty();
  }

  @Test
  void aMotionPhotoArrivesByteForByte() {
    byte[] photo = Formats.joined(Samples.bytes("crane.jpg"), Formats.film(50_000));

    delivered(to(48, "images").file("PXL.MP.jpg", photo).sendTo(port));

    assertThat(sandbox.images())
        .anySatisfy(image -> assertThat(sandbox.get(image.path("url").asText())).isEqualTo(photo));
  }

  @Test
  void whatIsRefusedIsToldInPlainWords() {
    byte[] photo = Samples.jpeg(1_000, 2);
    assertRefused(
        to(46, "images").file("report.pdf", Samples.bytes("incident-report.pdf")),
        "report.pdf is no picture but application/pdf by its content, and Procore's images are"
            + " pictures only. If it documents an accident, send it with the target"
            + " accident_logs.");
    assertRefused(
        new Upload().file("a.jpg", photo),
        "It is not said which project it is for. Give the number that is in the address of the"
            + " project's page in Procore.");
    assertRefused(
        to(46, "photos").file("a.jpg", photo),
        "target is 'photos'; it may be images or accident_logs.");
    String times =
        "; it may be a time with its offset, such as 2026-05-06T10:15:00Z, of the years 1600 to"
            + " 9999, and stands before the file that it is about.";
    for (String wrong : List.of("yesterday", "2026-05-06", "+1000000-01-01T00:00:00Z")) {
      assertRefused(
          to(46, "images").field("modified", wrong).file("a.jpg", photo),
          "modified is '" + wrong + "'" + times);
    }
    assertRefused(
        to(46, "images").field("starred", "perhaps").file("a.jpg", photo),
        "fields.json: 'starred' is \"perhaps\". Allowed: true or false.");
    assertRefused(
        to(46, "images").file("a.jpg", photo).file("b.jpg", photo),
        "An image is one file, and these are 2. Send each by itself, or all of them as an accident"
            + " log.");
    assertRefused(
        to(46, "images").field("company", "north").file("a.jpg", photo),
        "company is 'north'; it may be empty: no procore.companies are set.");
    assertRefused(
        to(46, "images"),
        "There is no file in it. Choose one; only an accident log with comments needs none.");
    assertRefused(
        to(46, "images").file("x".repeat(70) + ".jpg", photo),
        "A file's name has 74 characters; it may have 60. Give it a shorter one.");
    assertRefused(
        to(46, "images").file("a\0b.jpg", photo),
        "A file's name has a character 0 in it. Give it another one.");
    assertThat(sandbox.images(46)).isEmpty();
  }

  private void assertRefused(Upload upload, String why) {
    Upload.Answer answer = upload.sendTo(port);
    assertThat(answer.detail()).isEqualTo(why);
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void moreThanTheSettingsAllowIsNotTakenIn() {
    Upload.Answer large = to(47, "images").file("a.jpg", Samples.jpeg(1 << 21, 3)).sendTo(port);
    Upload many = to(47, "accident_logs");
    for (int i = 0; i < 4; i++) {
      many.file(i + ".jpg", Samples.jpeg(1_000, i));
    }

    assertThat(large.status()).isEqualTo(413);
    assertThat(large.detail())
        .isEqualTo("This is more than 1 MB, the most that one upload may hold.");
    assertThat(many.sendTo(port).detail())
        .isEqualTo("These are more than 3 files. Send them in several uploads.");
  }

  @Test
  void aNameIsDataAndNoPath() {
    JsonNode delivery =
        delivered(
            to(48, "images")
                .file("C/../../etc/pläne \u202Egpj.😀", Samples.jpeg(2_000, 4))
                .sendTo(port));

    assertThat(delivery.path("name").asText()).isEqualTo("pläne \u202Egpj.😀");
    assertThat(delivery.path("contents").path(0).path("name").asText()).isEqualTo("pläne gpj.😀");
  }

  /** Whoever chose them is told. */
  @Test
  void whatIsLeftAloneInFoldersIsNotSentAndToldInWords() {
    Upload.Answer answer =
        to(51, "accident_logs")
            .file("Thumbs.db", new byte[] {1})
            .file("a.jpg", Samples.jpeg(3_000, 51))
            .file("plan.BAK", new byte[] {1})
            .sendTo(port);

    delivered(answer);
    assertThat(answer.body().path("leftOut"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "Thumbs.db is a file that systems or programs leave beside others",
            "plan.BAK is left alone, for INTAKE_LEFT_ALONE says so of its name");
    assertThat(sandbox.accidentLogs(51).get(0).path("attachments")).hasSize(1);
    assertRefused(
        to(51, "images").file("plan.bak", new byte[] {1}),
        "plan.bak is left alone, for INTAKE_LEFT_ALONE says so of its name. Nothing was sent.");
  }

  @Test
  void aFullDiskTakesNothingAndSaysSo() {
    isFull = true;
    Upload upload = to(49, "images").file("a.jpg", Samples.jpeg(3_000, 5));

    Upload.Answer refused = upload.sendTo(port);

    assertThat(refused.status()).isEqualTo(507);
    assertThat(refused.detail()).startsWith("There is no space left on SiteDrop's disk.");
    assertThat(scratch()).isEmpty();
    isFull = false;
    delivered(upload.sendTo(port));
  }

  @Test
  void ofAnUploadThatIsCutOffNothingIsKept() throws IOException {
    Upload upload = to(50, "images").file("a.jpg", Samples.jpeg(500_000, 6));
    byte[] whole = upload.bytes();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/drop HTTP/1.1\r\nHost: 127.0.0.1:"
                  + port
                  + "\r\nX-SiteDrop: test\r\nContent-Type: "
                  + upload.contentType()
                  + "\r\nContent-Length: "
                  + whole.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(whole, 0, whole.length / 2);
      out.flush();
      await().until(() -> !scratch().isEmpty());
    }

    await().untilAsserted(() -> assertThat(scratch()).isEmpty());
    assertThat(api.get("/api/deliveries?project=50").path("deliveries")).isEmpty();
    delivered(upload.sendTo(port));
  }

  @Test
  void aFormWithoutItsEndIsNotTakenIn() {
    Upload upload = to(51, "images").file("a.jpg", Samples.jpeg(5_000, 7));
    byte[] whole = upload.bytes();

    for (int length : new int[] {3, 100, 200, 3_000, whole.length - 4, whole.length - 3}) {
      Upload.Answer answer = upload.sendTo(port, Arrays.copyOf(whole, length));
      assertThat(answer.status()).as("of %d bytes", length).isEqualTo(400);
    }
    assertThat(upload.sendTo(port, "garbage".repeat(1_000).getBytes()).status()).isEqualTo(400);
    assertThat(api.get("/api/deliveries?project=51").path("deliveries")).isEmpty();
  }

  @Test
  void whatIsNoFormIsToldSo() {
    assertThat(api.post("/api/drop", "{}").path("status").asInt()).isEqualTo(415);
  }

  private List<Path> scratch() {
    try (Stream<Path> files = Files.list(home.resolve("spool"))) {
      return files.filter(path -> path.getFileName().toString().startsWith("scratch-")).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
