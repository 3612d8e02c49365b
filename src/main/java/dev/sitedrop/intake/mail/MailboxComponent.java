package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.PerCompany;
import dev.sitedrop.intake.mail.rule.ProjectNames;
import dev.sitedrop.ledger.LetterLedger;
import dev.sitedrop.ledger.SourceLeases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Camel component {@code mailbox}: watches a folder of an IMAP mailbox for mails that people
 * send. {@code mailbox:<source name>?host=…}; the parameters are those of {@link MailboxEndpoint}
 * and of {@link LetterParameters}.
 */
@Component("mailbox")
public class MailboxComponent extends DefaultComponent {
  private final LetterIntake intake;
  private final LetterLedger ledger;
  private final SourceLeases leases;
  private final PerCompany<ProjectNames> projects;
  private final Clock clock;
  private final Path home;

  MailboxComponent(
      LetterIntake intake,
      LetterLedger ledger,
      SourceLeases leases,
      ProducerTemplate template,
      Clock clock,
      @Value("${sitedrop.home}") Path home) {
    this.intake = intake;
    this.ledger = ledger;
    this.leases = leases;
    this.projects =
        new PerCompany<>(destination -> new ProcoreProjects(template, clock, destination));
    this.clock = clock;
    this.home = home;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    MailboxEndpoint endpoint = new MailboxEndpoint(uri, this, name);
    // Camel reads values that begin with # as names of beans, and shows them when there are none
    endpoint.login().setPassword(taken(parameters, "password"));
    endpoint.login().setClientSecret(taken(parameters, "clientSecret"));
    endpoint.login().setRefreshToken(taken(parameters, "refreshToken"));
    setProperties(endpoint.letters(), parameters);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static String taken(Map<String, Object> parameters, String name) {
    Object value = parameters.remove(name);
    return value == null ? "" : value.toString();
  }

  LetterIntake intake() {
    return intake;
  }

  LetterLedger ledger() {
    return ledger;
  }

  SourceLeases leases() {
    return leases;
  }

  ProjectNames projectNames(String destination) {
    return projects.at(destination);
  }

  Clock clock() {
    return clock;
  }

  /** Where the mails of a source are unpacked. */
  Path workFolder(String source) {
    String plain = source.replaceAll("[^A-Za-z0-9-]", "_");
    return home.resolve("mail").resolve(plain + "-" + Integer.toHexString(source.hashCode()));
  }
}
