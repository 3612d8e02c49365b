package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.Faults;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import dev.sitedrop.SiteDropTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A mailbox whose delivered mails are deleted: which are, and which are not. */
@SiteDropTest
@Import(Faults.class)
@ExtendWith(OutputCaptureExtension.class)
class DeleteDeliveredTest {
  private static final MailHost HOST = new MailHost();

  @Autowired private Faults faults;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void mailbox(DynamicPropertyRegistry registry) {
    MailRoutes.only(HOST, registry, "deleteDelivered", "true");
  }

  @AfterAll
  static void stop() {
    HOST.close();
  }

  @AfterEach
  void nothingIsDeletedByAFolderOfItsOwn() {
    assertThat(HOST.count("Delivered")).isZero();
  }

  private static byte[] photo(int project) {
    return Mails.fromAnn("[" + project + "] Photo")
        .attach("p.jpg", "image/jpeg", Samples.jpeg(3_000, project))
        .bytes();
  }

  private int images(int project) {
    return new SandboxView(port).images(project).size();
  }

  @Test
  void aMailIsDeletedWhenAllOfItIsInProcore() {
    HOST.deliver(photo(601));

    await().atMost(Duration.ofSeconds(30)).until(() -> images(601) == 1);
    HOST.awaitCount("INBOX", 0);
    HOST.awaitCount("Accepted", 0);
  }

  @Test
  void aMailIsKeptWhileAPartOfItIsUnderWay(CapturedOutput output) {
    faults.refuse("POST /rest/v1.0/images", 1000, 500, Map.of(), "");
    HOST.deliver(photo(602));

    HOST.awaitCount("Accepted", 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> output.getOut().contains("Postponed"));
    await().during(Duration.ofSeconds(1)).until(() -> HOST.count("Accepted") == 1);

    faults.clear();
    HOST.awaitCount("Accepted", 0);
    assertThat(images(602)).isEqualTo(1);
  }

  @Test
  void aMailOfWhichAPartIsRefusedOrHasFailedIsKept() {
    int before = HOST.count("Failed");
    HOST.deliver(
        Mails.fromAnn("[603] Two")
            .attach("good.jpg", "image/jpeg", Samples.jpeg(3_000, 603))
            .attach("plan.pdf", "application/pdf", Samples.bytes("incident-report.pdf"))
            .bytes());
    HOST.awaitCount("Failed", before + 1);
    assertThat(images(603)).isEqualTo(1);

    faults.refuse("POST /rest/v1.0/images", 1, 422, Map.of(), "{\"message\":\"No\"}");
    HOST.deliver(photo(604));
    HOST.awaitCount("Failed", before + 2);
    assertThat(images(604)).isZero();
  }

  @Test
  void aMailThatIsSentAgainAfterItsDeletionIsDeletedAndMakesNothing() {
    byte[] mail = photo(605);
    HOST.deliver(mail);
    await().atMost(Duration.ofSeconds(30)).until(() -> images(605) == 1);
    HOST.awaitCount("Accepted", 0);

    HOST.deliver(mail);

    HOST.awaitCount("INBOX", 0);
    HOST.awaitCount("Accepted", 0);
    assertThat(images(605)).isEqualTo(1);
  }

  @Test
  void whatOthersHaveMarkedAsDeletedIsLeftToThem() {
    HOST.deliverDeleted("INBOX", photo(606));
    HOST.deliver(photo(607));
    await().atMost(Duration.ofSeconds(30)).until(() -> HOST.folder("Accepted") != null);
    HOST.deliverDeleted("Accepted", photo(608));

    await().atMost(Duration.ofSeconds(30)).until(() -> images(607) == 1);
    for (String folder : List.of("INBOX", "Accepted")) {
      int left = folder.equals("INBOX") ? 606 : 608;
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(HOST.subjects(folder)).containsExactly("[" + left + "] Photo"));
    }
    assertThat(images(606) + images(608)).isZero();
  }
}
