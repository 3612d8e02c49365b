package dev.sitedrop.signals.alert;

import dev.sitedrop.intake.mail.server.Answer;
import dev.sitedrop.intake.mail.server.PasswordLogin;
import dev.sitedrop.intake.mail.server.Postman;
import dev.sitedrop.intake.mail.server.Trouble;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;

/** Mails alerts, to each address its own. */
final class AlertMail implements Channel {
  private static final int LONGEST_SUBJECT = 100;

  private final List<String> to;
  private final String from;
  private final Postman postman;

  AlertMail(List<String> to, SmtpSettings smtp) {
    this.to = to;
    this.from = smtp.sender();
    this.postman = new Postman(smtp.server(), new PasswordLogin(smtp.user(), smtp.password()));
  }

  @Override
  public String name() {
    return String.join(", ", to);
  }

  @Override
  public void send(Alert alert) throws IOException {
    String subject =
        alert.text().length() > LONGEST_SUBJECT
            ? alert.text().substring(0, LONGEST_SUBJECT) + "…"
            : alert.text();
    StringBuilder text = new StringBuilder(alert.text()).append("\n");
    alert.deliveries().forEach(one -> text.append("\n- ").append(one.asText()));
    for (String address : to) {
      try {
        postman.send(new Answer(from, address, subject, text + "\n", "", ""), () -> true);
      } catch (MessagingException e) {
        throw new IOException(Trouble.told(e, postman.server()));
      }
    }
  }
}
