package dev.sitedrop.intake.mail.server;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.function.BooleanSupplier;

/** Sends answers by an SMTP server. */
public final class Postman {
  private final MailServer server;
  private final Login login;

  public Postman(MailServer server, Login login) {
    this.server = server;
    this.login = login;
  }

  public MailServer server() {
    return server;
  }

  /**
   * Sends a mail, once it is connected and {@code mine} says so.
   *
   * @param mine writes down that it is about to be sent; false if it was before
   */
  public void send(Answer answer, BooleanSupplier mine) throws MessagingException, IOException {
    Session session = Connection.session("smtp", server, login);
    try (Transport transport = session.getTransport(Connection.protocol("smtp", server))) {
      Connection.login(transport, login);
      MimeMessage message = message(session, answer);
      if (mine.getAsBoolean()) {
        transport.sendMessage(message, message.getAllRecipients());
      }
    }
  }

  private static MimeMessage message(Session session, Answer answer) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(answer.from(), false));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(answer.to(), false));
    message.setSubject(answer.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(new Date());
    message.setHeader("Auto-Submitted", "auto-replied");
    message.setHeader("X-Auto-Response-Suppress", "All");
    if (!answer.inReplyTo().isEmpty()) {
      message.setHeader("In-Reply-To", answer.inReplyTo());
      message.setHeader("References", answer.references());
    }
    message.setText(answer.text(), StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }
}
