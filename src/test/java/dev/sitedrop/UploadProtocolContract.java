package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What every upload protocol has to do, against the strict sandbox. */
@Import(Faults.class)
@TestPropertySource(properties = "spool.segment-size=6MB")
abstract class UploadProtocolContract {
  static final String STORE = "(PUT|POST) /storage/.*";
  private static final String CREATE = "POST .*/uploads";

  @Autowired Faults faults;
  @LocalServerPort private int port;

  @Value("${sitedrop.home}")
  private Path home;

  Inbox inbox;
  SandboxView sandbox;

  @BeforeEach
  void look() {
    inbox = new Inbox(home);
    sandbox = new SandboxView(port);
  }

  /** How many calls of the API an image of one segment costs, but for looks at its progress. */
  abstract int callsOfAnImage();

  byte[] arrived(JsonNode receipt) {
    return sandbox.get(receipt.path("procore").path("url").asText());
  }

  long calls(String like) {
    return StreamSupport.stream(sandbox.account().path("calls").properties().spliterator(), false)
        .filter(call -> call.getKey().matches(like))
        .mapToLong(call -> call.getValue().asLong())
        .sum();
  }

  @Test
  void aPhotoArrivesWithTheFewestCalls() {
    long before = calls("(POST|PATCH) /rest/.*");

    inbox.drop("1/images/crane.jpg", Samples.bytes("crane.jpg"));

    assertThat(arrived(inbox.receipt("1/images", "crane.jpg")))
        .isEqualTo(Samples.bytes("crane.jpg"));
    assertThat(calls("(POST|PATCH) /rest/.*") - before).isEqualTo(callsOfAnImage());
  }

  @Test
  void aLargeFileArrivesWhole() {
    byte[] large = Samples.jpeg(17_000_001, 2);
    inbox.drop("2/images/large.jpg", large);

    assertThat(arrived(inbox.receipt("2/images", "large.jpg"))).isEqualTo(large);
  }

  @Test
  void anyNameArrives() {
    String name = "Bau \"Süd\" 50%+ä;=&.jpg";
    inbox.drop("3/images/" + name, Samples.jpeg(2000, 3));

    JsonNode receipt = inbox.receipt("3/images", name);
    assertThat(arrived(receipt)).isEqualTo(Samples.jpeg(2000, 3));
    assertThat(receipt.at("/files/0/name").asText()).isEqualTo(name);
  }

  @Test
  void anAccidentLogGetsAllItsFiles() {
    inbox.drop("4/accident_logs/fall/a.jpg", Samples.jpeg(3000, 4));
    inbox.drop("4/accident_logs/fall/b.pdf", Samples.bytes("incident-report.pdf"));
    inbox.drop("4/accident_logs/fall/accident.yaml", "");

    inbox.receipt("4/accident_logs", "fall");

    assertThat(sandbox.accidentLogs())
        .singleElement()
        .satisfies(log -> assertThat(log.path("attachments")).hasSize(2));
  }

  @Test
  void whatPassesIsTriedAgain() {
    faults.refuse(CREATE, 1, 500, Map.of(), "oops");
    faults.refuse(STORE, 1, 503, Map.of(), "slow down");
    inbox.drop("5/images/photo.jpg", Samples.jpeg(4000, 5));

    assertThat(arrived(inbox.receipt("5/images", "photo.jpg"))).isEqualTo(Samples.jpeg(4000, 5));
  }

  @Test
  void anExpiredUrlIsReplaced() {
    faults.refuse(STORE, 1, 403, Map.of(), "<Error><Message>Request has expired</Message></Error>");
    inbox.drop("6/images/photo.jpg", Samples.jpeg(4000, 6));

    assertThat(arrived(inbox.receipt("6/images", "photo.jpg"))).isEqualTo(Samples.jpeg(4000, 6));
  }

  @Test
  void theSandboxHasNothingToComplainOf() {
    inbox.drop("7/images/photo.jpg", Samples.jpeg(4000, 7));
    inbox.receipt("7/images", "photo.jpg");

    assertThat(sandbox.account().path("violations")).isEmpty();
  }
}
