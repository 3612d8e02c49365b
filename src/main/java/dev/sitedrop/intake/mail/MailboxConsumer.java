package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.mail.server.MailServer;
import dev.sitedrop.intake.mail.server.Mailbox;
import dev.sitedrop.intake.mail.server.Postman;
import dev.sitedrop.intake.mail.server.Trouble;
import dev.sitedrop.ledger.SourceLease;
import dev.sitedrop.words.FailureText;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into the mailbox at every poll: takes in, files and answers. */
class MailboxConsumer extends ScheduledPollConsumer {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final MailboxEndpoint endpoint;
  private final Mailbox mailbox;
  private final MailServer server;
  private final MailboxRules rules;
  private final Postman postman;
  private final Complaints complaints;
  private final Patience<String> patience;
  private final Patience<String> refusals;
  private Reception reception;
  private Filing filing;
  private Answering answering;
  private SourceLease lease;
  private SourceLooks looks;

  /**
   * @param postman null if nobody is answered
   */
  MailboxConsumer(
      MailboxEndpoint endpoint,
      Processor processor,
      Mailbox mailbox,
      MailServer server,
      MailboxRules rules,
      Postman postman) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.mailbox = mailbox;
    this.server = server;
    this.rules = rules;
    this.postman = postman;
    Clock clock = endpoint.mailboxes().clock();
    this.complaints = new Complaints(clock);
    this.patience = new Patience<>(clock, Duration.ofSeconds(1), Duration.ofMinutes(1));
    // accounts are locked by those who try again and again
    this.refusals = new Patience<>(clock, Duration.ofMinutes(1), Duration.ofMinutes(15));
  }

  @Override
  protected void doStart() throws Exception {
    MailboxComponent mailboxes = endpoint.mailboxes();
    WorkFolder work = new WorkFolder(mailboxes.workFolder(rules.source()));
    work.emptied();
    filing =
        new Filing(
            mailbox,
            mailboxes.ledger(),
            rules,
            work,
            endpoint.deletesDelivered(),
            mailboxes.clock());
    reception =
        new Reception(
            mailbox,
            mailboxes.intake(),
            filing,
            rules,
            work,
            complaints,
            mailboxes.clock(),
            this::handIn);
    answering = new Answering(postman, mailboxes.ledger(), rules, complaints, mailboxes.clock());
    if (rules.senders().allowed().isEmpty()) {
      LOG.warn(
          "Nobody may send to the mailbox {}: its allowedSenders is empty, so all mails are rejected",
          rules.source());
    } else if (rules.senders().trustedServer().isEmpty()) {
      LOG.warn(
          "The mailbox {} has no trustedServer: who knows an allowed address can forge it",
          rules.source());
    }
    lease = mailboxes.leases().want(rules.source());
    looks = getEndpoint().getCamelContext().getRegistry().findSingleByType(SourceLooks.class);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (lease != null) {
      lease.close();
    }
    ended();
    mailbox.disconnect();
  }

  @Override
  protected int poll() {
    if (!lease.isMine()) {
      ended();
      mailbox.disconnect();
      return 0;
    }
    if (patience.isWaiting("connection") || refusals.isWaiting("login")) {
      return 0;
    }
    try {
      mailbox.connect();
      refusals.succeeded("login");
      filing.startLook();
      int taken = reception.takeAll(this::goesOn);
      if (!goesOn()) {
        return taken; // the rest is for whoever looks now, such as the same source changed
      }
      answering.answerAll();
      filing.fileAll();
      patience.succeeded("connection");
      if (complaints.clear("connection")) {
        LOG.info("The mailbox {} can be read again", rules.source());
      }
      if (looks != null) {
        looks.looked(rules.source());
      }
      return taken;
    } catch (MessagingException | IOException | RuntimeException e) {
      trouble(e);
      return 0;
    } finally {
      mailbox.closeFolders();
      if (!isRunAllowed()) {
        mailbox.disconnect(); // it may have connected again since it was told to stop
      }
    }
  }

  private boolean goesOn() {
    return isRunAllowed() && lease.isMine();
  }

  private void trouble(Exception failure) {
    mailbox.disconnect();
    if (Trouble.isRefusal(failure)) {
      refusals.failed("login");
    } else {
      patience.failed("connection");
    }
    if (isRunAllowed()) {
      complaints.warn(
          "connection",
          "Cannot read the mailbox {}: {}. It is tried again",
          rules.source(),
          Trouble.told(failure, server));
      if (looks != null) {
        looks.failed(rules.source(), Trouble.told(failure, server));
      }
    }
  }

  private void ended() {
    if (looks != null) {
      looks.ended(rules.source());
    }
  }

  private void handIn(IncomingDrop drop) throws IOException {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(drop);
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    }
    Exception failure = exchange.getException();
    releaseExchange(exchange, false);
    if (failure != null) {
      throw new IOException(Shown.of(FailureText.of(failure)), failure);
    }
  }
}
