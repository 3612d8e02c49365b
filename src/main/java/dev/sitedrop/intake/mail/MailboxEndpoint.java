package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.Lookable;
import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.WatchedPlace;
import dev.sitedrop.intake.mail.server.Login;
import dev.sitedrop.intake.mail.server.MailServer;
import dev.sitedrop.intake.mail.server.Mailbox;
import dev.sitedrop.intake.mail.server.Postman;
import dev.sitedrop.intake.mail.server.Security;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.support.ScheduledPollEndpoint;

/** A watched mailbox, and how it is watched: the parameters of {@code mailbox-source}. */
public class MailboxEndpoint extends ScheduledPollEndpoint implements Lookable {
  private static final long POLL_DELAY = 10_000;

  private final MailboxComponent mailboxes;
  private final String source;
  private final LoginParameters login = new LoginParameters();
  private final ServerParameters imap =
      new ServerParameters("host", "port", "security", Security.TLS, 993, 143);
  private final ServerParameters smtp =
      new ServerParameters("smtpHost", "smtpPort", "smtpSecurity", Security.STARTTLS, 465, 587);
  private Path trustedCertificates;
  private String company = "";
  private String folder = "INBOX";
  private String filedIn = "SiteDrop";
  private boolean deleteDelivered;
  private final LetterParameters letters = new LetterParameters();

  MailboxEndpoint(String uri, MailboxComponent component, String source) {
    super(uri, component);
    this.mailboxes = component;
    this.source = source;
    setDelay(POLL_DELAY);
    setInitialDelay(0);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    WatchedPlace.refuseTakenName(getCamelContext(), this);
    for (Route route : getCamelContext().getRoutes()) {
      if (route.getEndpoint() instanceof MailboxEndpoint other && other != this) {
        refuseOverlap(other);
      }
    }
    String destination = Destinations.in(getCamelContext()).of(company);
    Login as = login.login(mailboxes.clock());
    if (letters.answers() && !smtp.isGiven()) {
      throw new IllegalArgumentException(
          "it has no smtpHost to send answers by; name one, or set answers to false");
    }
    Postman postman = letters.answers() ? new Postman(smtp.server(trustedCertificates), as) : null;
    MailServer server = imap.server(trustedCertificates);
    MailboxConsumer consumer =
        new MailboxConsumer(
            this,
            processor,
            new Mailbox(server, as, folder, filedIn),
            server,
            letters.rules(source, destination, login.user(), mailboxes.projectNames(destination)),
            postman);
    configureConsumer(consumer);
    return consumer;
  }

  /** Two sources that see the same mail would both take it. */
  private void refuseOverlap(MailboxEndpoint other) {
    if (imap.host().equalsIgnoreCase(other.imap.host())
        && login.user().equalsIgnoreCase(other.login.user())
        && (folder.equals(other.folder) || filedIn.equals(other.filedIn))) {
      throw new IllegalArgumentException(
          "the source '"
              + other.source
              + "' watches this mailbox; give one of them another folder and another filedIn");
    }
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("mails are sent by people");
  }

  @Override
  public String watched() {
    return source
        + ": "
        + Shown.of(folder + " of " + login.user() + " at " + imap.host())
        + (company.isEmpty() ? "" : " (for " + company + ")");
  }

  @Override
  public void reach() throws IOException {
    aLook().reach();
  }

  @Override
  public void look(java.util.function.Consumer<IncomingDrop> seen) throws IOException {
    aLook().look(seen);
  }

  private MailboxLook aLook() {
    String destination = Destinations.in(getCamelContext()).of(company);
    Login as = login.login(mailboxes.clock());
    MailServer server = imap.server(trustedCertificates);
    return new MailboxLook(
        new Mailbox(server, as, folder, filedIn),
        server,
        letters.rules(source, destination, login.user(), mailboxes.projectNames(destination)),
        mailboxes.intake().plan());
  }

  MailboxComponent mailboxes() {
    return mailboxes;
  }

  @Override
  public String source() {
    return source;
  }

  LetterParameters letters() {
    return letters;
  }

  LoginParameters login() {
    return login;
  }

  boolean deletesDelivered() {
    return deleteDelivered;
  }

  /** Milliseconds between two looks. */
  public void setPollDelay(String pollDelay) {
    setDelay(Parameter.number("pollDelay", pollDelay, 100, 86_400_000));
  }

  /** The IMAP server. */
  public void setHost(String host) {
    imap.setHost(host);
  }

  /** Its port; empty for the usual one. */
  public void setPort(String port) {
    imap.setPort(port);
  }

  /** {@code tls}, {@code starttls}, or, for this machine, {@code none}. */
  public void setSecurity(String security) {
    imap.setSecurity(security);
  }

  /** A PEM file with the certificates of one's own servers; empty if there are none. */
  public void setTrustedCertificates(String file) {
    this.trustedCertificates = file.isBlank() ? null : Path.of(file.strip()).toAbsolutePath();
    if (trustedCertificates != null && !Files.isReadable(trustedCertificates)) {
      throw Parameter.mistake("trustedCertificates", file, "a PEM file that can be read");
    }
  }

  /** The folder that is watched. */
  public void setFolder(String folder) {
    if (folder.isBlank()) {
      throw Parameter.mistake("folder", folder, "the name of a folder such as INBOX");
    }
    this.folder = folder.strip();
  }

  /** The folder that holds Accepted, Delivered, Failed and Rejected. */
  public void setFiledIn(String filedIn) {
    if (!filedIn.matches("[^/\\p{Cc}%*]+(/[^/\\p{Cc}%*]+)*")) {
      throw Parameter.mistake("filedIn", filedIn, "the name of a folder such as SiteDrop");
    }
    this.filedIn = filedIn.strip();
  }

  /** Whether a message is deleted when all of it is in Procore. */
  public void setDeleteDelivered(String deleteDelivered) {
    this.deleteDelivered = Parameter.yes("deleteDelivered", deleteDelivered);
  }

  /** {@code password}, {@code client-credentials} or {@code refresh-token}. */
  public void setAuth(String auth) {
    login.setKind(auth);
  }

  public void setUsername(String username) {
    login.setUser(username);
  }

  public void setTokenUrl(String tokenUrl) {
    login.setTokenUrl(tokenUrl);
  }

  public void setClientId(String clientId) {
    login.setClientId(clientId);
  }

  public void setScope(String scope) {
    login.setScope(scope);
  }

  /** The company whose projects the mails are for; empty for the one without a name. */
  public void setCompany(String company) {
    this.company = company.strip();
  }

  /** The server that answers are sent by. */
  public void setSmtpHost(String smtpHost) {
    smtp.setHost(smtpHost);
  }

  /** Its port; empty for the usual one. */
  public void setSmtpPort(String smtpPort) {
    smtp.setPort(smtpPort);
  }

  public void setSmtpSecurity(String smtpSecurity) {
    smtp.setSecurity(smtpSecurity);
  }
}
