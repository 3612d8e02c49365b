package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.JarProcess;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that is larger than half of the memory. */
class LargeMailIT {
  private static final int FILES = 200;

  @TempDir private Path folder;

  @Test
  void seventyMegabytesInTwoHundredFilesArriveWholeAndNeedNoMoreMemoryThanOne() throws Exception {
    try (MailHost host = new MailHost()) {
      Path routes = MailRoutes.copy();
      MailRoutes.write(routes, MailRoutes.parameters(host));
      Mails mail = Mails.fromAnn("[42] Two hundred");
      List<String> sha256s = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        byte[] photo = Samples.jpeg(260_000, i);
        sha256s.add(Samples.sha256(photo));
        mail.attach("photo.jpg", "image/jpeg", photo);
      }
      byte[] message = mail.bytes();
      assertThat(message.length).isGreaterThan(70_000_000);
      host.deliver(message);
      Map<String, String> variables = new HashMap<>();
      variables.put("SITEDROP_ROUTES", routes.toString());
      variables.put("SITE_MAIL_PASSWORD", MailHost.PASSWORD);

      try (JarProcess siteDrop =
          JarProcess.start(folder.resolve("work"), List.of("-Xmx128m"), variables).awaitReady()) {
        await().atMost(Duration.ofMinutes(4)).until(() -> host.count("Delivered") == 1);

        assertThat(new SandboxView(siteDrop.port()).imageSha256s())
            .containsExactlyInAnyOrderElementsOf(sha256s);
        assertThat(siteDrop.output()).doesNotContain("OutOfMemory", MailHost.PASSWORD);
        System.out.printf("MAIL 70 MB: peak memory %d MB%n", siteDrop.peakMemory() >> 20);
      }
      assertThat(host.answersTo(Mails.ANN)).hasSize(1);
    }
  }
}
