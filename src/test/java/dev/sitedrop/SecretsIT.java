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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a source file may leave a secret outside, tried with a mailbox and by SFTP. */
class SecretsIT {
  @TempDir private Path folder;

  private final MailHost mails = new MailHost();
  private SftpServer files;
  private Path routes;
  private Inbox inbox;
  private int tries;

  @AfterEach
  void stop() {
    mails.close();
    files.close();
  }

  @Test
  void aSecretComesFromTheEnvironmentAFileOrAConfigtree() throws Exception {
    files = new SftpServer(folder.resolve("served"));
    inbox = new Inbox(folder.resolve("served"));
    routes = MailRoutes.copy();
    Path tree = Files.createDirectories(folder.resolve("secrets"));
    Files.writeString(tree.resolve("tree.mail"), MailHost.PASSWORD + "\n");
    Files.writeString(tree.resolve("tree.sftp"), SftpServer.PASSWORD + "\n");
    Path file = folder.resolve("secrets.yaml");
    Files.writeString(
        file,
        "from-file.mail: '"
            + MailHost.PASSWORD
            + "'\nfrom-file.sftp: '"
            + SftpServer.PASSWORD
            + "'\n");
    write("{{env:OF_MAIL}}", "{{env:OF_SFTP}}");
    try (JarProcess procore = JarProcess.sandbox(folder.resolve("procore"));
        JarProcess siteDrop = start(procore, tree, file).awaitReady()) {
      delivers();

      write("{{of.mail}}", "{{of.sftp}}");
      awaitTakenUp(siteDrop);
      delivers();

      write("{{from-file.mail}}", "{{from-file.sftp}}");
      awaitTakenUp(siteDrop);
      delivers();

      write("{{tree.mail}}", "{{tree.sftp}}");
      awaitTakenUp(siteDrop);
      delivers();

      assertThat(siteDrop.output())
          .doesNotContain(MailHost.PASSWORD, SftpServer.PASSWORD, "cannot be used");
    }
  }

  private JarProcess start(JarProcess procore, Path tree, Path file) {
    Map<String, String> variables = new TreeMap<>(JarProcess.deliveringTo(procore.port()));
    variables.put("SITEDROP_ROUTES", routes.toString());
    variables.put("OF_MAIL", MailHost.PASSWORD);
    variables.put("OF_SFTP", SftpServer.PASSWORD);
    variables.put("SPRING_CONFIG_IMPORT", "configtree:" + tree + "/,file:" + file);
    return JarProcess.start(folder.resolve("work"), List.of(), variables);
  }

  private void awaitTakenUp(JarProcess siteDrop) {
    long each = 2 * (tries - 1);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> siteDrop.output().split("was taken up", -1).length - 1 == each);
  }

  private void write(String mailPassword, String sftpPassword) throws IOException {
    tries++;
    Map<String, String> mailbox = MailRoutes.parameters(mails);
    mailbox.put("password", mailPassword);
    MailRoutes.write(routes, mailbox);
    Files.createDirectories(inbox.path("try" + tries));
    Files.writeString(
        routes.resolve("sources/server.camel.yaml"),
        """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-server
            parameters:
              - {name: name, value: server}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: directory, value: /inbox/try%d}
              - {name: user, value: %s}
              - {name: password, value: "%s"}
              - {name: strictHostKeyChecking, value: "false"}
              - {name: pollDelay, value: "200"}
              - {name: settleTime, value: 400ms}
              - {name: sidecarGrace, value: 400ms}
        """
            .formatted(files.port(), tries, SftpServer.USER, sftpPassword));
  }

  private void delivers() {
    mails.deliver(
        Mails.fromAnn("[42] Try " + tries)
            .attach("m.jpg", "image/jpeg", Samples.jpeg(3000, 2 * tries))
            .bytes());
    inbox.drop("try" + tries + "/42/images/f.jpg", Samples.jpeg(3000, 2 * tries + 1));

    mails.awaitCount("Delivered", tries);
    inbox.receipt("try" + tries + "/42/images", "f.jpg");
  }
}
