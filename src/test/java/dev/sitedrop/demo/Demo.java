package dev.sitedrop.demo;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sitedrop.SftpServer;
import dev.sitedrop.SiteDrop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * SiteDrop with its sandbox, an SFTP server and a mail server, all in this process and on the
 * loopback, and the commands to try them. The folder is {@code SITEDROP_HOME}; the ports are the
 * arguments: SFTP, SMTP, IMAP.
 */
public final class Demo {
  private static final String MAILBOX = "photos@demo.example";
  private static final String SFTP_PASSWORD = "concrete";
  private static final String SENDER = "ann@demo.example";

  private Demo() {}

  public static void main(String[] ports) throws IOException {
    Path home = Path.of(variable("SITEDROP_HOME", "sitedrop-demo")).toAbsolutePath();
    Path served = home.resolve("sftp-server");
    Files.createDirectories(served.resolve("inbox/42/images"));
    SftpServer sftp = new SftpServer(served, port(ports, 0, 2222), SFTP_PASSWORD);
    GreenMail mail = mailServer(port(ports, 1, 3025), port(ports, 2, 3143));
    Path routes = home.resolve("routes");
    FileSystemUtils.deleteRecursively(routes);
    FileSystemUtils.copyRecursively(Path.of(variable("SITEDROP_ROUTES", "routes")), routes);
    Files.writeString(
        routes.resolve("sources/demo.camel.yaml"),
        sources(home, sftp.port(), mail.getSmtp().getPort(), mail.getImap().getPort()));
    sftp.knownHosts(home.resolve("known_hosts"));

    SiteDrop.main(new String[] {"--sitedrop.home=" + home, "--sitedrop.routes=" + routes});
    System.out.print(whatToTry(sftp.port(), mail.getSmtp().getPort(), mail.getImap().getPort()));
  }

  private static String variable(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }

  private static int port(String[] ports, int position, int otherwise) {
    return ports.length > position ? Integer.parseInt(ports[position]) : otherwise;
  }

  private static GreenMail mailServer(int smtpPort, int imapPort) {
    GreenMail mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(imapPort, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
    mail.start();
    mail.setUser(MAILBOX, MAILBOX, "photos");
    mail.setUser(SENDER, SENDER, "ann");
    return mail;
  }

  private static String sources(Path home, int sftp, int smtp, int imap) {
    return """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-sftp
            parameters:
              - {name: name, value: sftp}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: directory, value: /inbox}
              - {name: user, value: %s}
              - {name: password, value: %s}
              - {name: knownHosts, value: "%s/known_hosts"}
              - {name: pollDelay, value: "1000"}
              - {name: settleTime, value: 2s}
              - {name: sidecarGrace, value: 2s}
        - templatedRoute:
            routeTemplateRef: mailbox-source
            routeId: intake-mail
            parameters:
              - {name: name, value: mail}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: security, value: none}
              - {name: username, value: %s}
              - {name: password, value: photos}
              - {name: allowedSenders, value: demo.example}
              - {name: pollDelay, value: "1000"}
              - {name: smtpHost, value: 127.0.0.1}
              - {name: smtpPort, value: "%d"}
              - {name: smtpSecurity, value: none}
        """
        .formatted(sftp, SftpServer.USER, SFTP_PASSWORD, home, imap, MAILBOX, smtp);
  }

  private static String whatToTry(int sftp, int smtp, int imap) {
    return """

        Put a photo on the SFTP server:
          curl -k -u %1$s:%2$s -T src/test/resources/samples/crane.jpg sftp://127.0.0.1:%3$d/inbox/42/images/

        Send it by mail, and read the answer:
          curl --mail-from %4$s --mail-rcpt %5$s -H 'From: %4$s' -H 'To: %5$s' \\
            -H 'Subject: [42] Site plan' -F '=The new plan' \\
            -F 'file=@src/test/resources/samples/site-plan.png;encoder=base64' smtp://127.0.0.1:%6$d
          curl -u %4$s:ann 'imap://127.0.0.1:%7$d/INBOX;MAILINDEX=1'
        """
        .formatted(SftpServer.USER, SFTP_PASSWORD, sftp, SENDER, MAILBOX, smtp, imap);
  }
}
