package dev.sitedrop.intake.mail;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/** A mail server for a test, IMAP and SMTP, both over TLS. */
public final class MailHost implements AutoCloseable {
  public static final String MAILBOX = "photos@site.example";
  public static final String PASSWORD = "p#a)s&s %+{w=rd";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static {
    // GreenMail's threads end with the connections that a test cuts
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  private final GreenMail greenMail;
  private final GreenMailUser user;

  public MailHost() {
    System.setProperty("greenmail.tls.keystore.file", TestCertificate.keyStore().toString());
    System.setProperty("greenmail.tls.keystore.password", TestCertificate.password());
    ServerSetup imaps = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS);
    ServerSetup smtps = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
    greenMail = new GreenMail(new ServerSetup[] {imaps, smtps});
    greenMail.start();
    user = greenMail.setUser(MAILBOX, MAILBOX, PASSWORD);
  }

  public int imapPort() {
    return greenMail.getImaps().getPort();
  }

  public int smtpPort() {
    return greenMail.getSmtps().getPort();
  }

  /** How many connections to its mailboxes are open: each has a thread that is called after it. */
  public long imapConnections() {
    String to = ":" + imapPort() + "<-";
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains(to))
        .count();
  }

  /** Puts a message into the inbox, as its server got it. */
  public void deliver(String message) {
    deliver(message.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  public void deliver(byte[] message) {
    append("INBOX", message, new Flags());
  }

  /** A message that somebody has marked as deleted, and not expunged. */
  public void deliverDeleted(String name, byte[] message) {
    append(name, message, new Flags(Flags.Flag.DELETED));
  }

  private void append(String name, byte[] message, Flags flags) {
    try {
      MimeMessage parsed =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
      folder(name).appendMessage(parsed, flags, new Date());
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of SiteDrop's that is called so, or {@code INBOX}. */
  public MailFolder folder(String name) {
    String full = name.equals("INBOX") ? name : "SiteDrop." + name;
    try {
      return name.equals("INBOX")
          ? greenMail.getManagers().getImapHostManager().getInbox(user)
          : greenMail.getManagers().getImapHostManager().getFolder(user, full);
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  public int count(String name) {
    MailFolder folder = folder(name);
    return folder == null ? 0 : folder.getNonDeletedMessages().size();
  }

  public void awaitCount(String name, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(count(name)).as(name).isEqualTo(count));
  }

  /** The subjects of all messages of a folder, those too that are marked as deleted. */
  public List<String> subjects(String name) throws MessagingException {
    List<String> subjects = new ArrayList<>();
    for (StoredMessage message : folder(name).getMessages()) {
      subjects.add(message.getMimeMessage().getSubject());
    }
    return subjects;
  }

  /** Whether the message in this folder was marked as read. */
  public boolean isSeen(String name) throws MessagingException {
    return folder(name).getMessages().get(0).isSet(Flags.Flag.SEEN);
  }

  /** Puts all messages of a folder back into the inbox, as a person would. */
  public void putBack(String name) {
    MailFolder from = folder(name);
    for (StoredMessage message : List.copyOf(from.getMessages())) {
      try {
        from.moveMessage(message.getUid(), folder("INBOX"));
      } catch (FolderException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What was sent to an address, oldest first. */
  public List<MimeMessage> answersTo(String address) {
    GreenMailUser sender = greenMail.getUserManager().getUserByEmail(address);
    if (sender == null) {
      return List.of();
    }
    try {
      return greenMail.getManagers().getImapHostManager().getInbox(sender).getMessages().stream()
          .map(StoredMessage::getMimeMessage)
          .toList();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the first answer. */
  public MimeMessage answerTo(String address) {
    await().atMost(PATIENCE).until(() -> !answersTo(address).isEmpty());
    return answersTo(address).get(0);
  }

  public static String text(MimeMessage message) {
    try {
      return message.getContent().toString().replace("\r\n", "\n");
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    greenMail.stop();
  }
}
