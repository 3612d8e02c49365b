package dev.sitedrop.signals.alert;

import dev.sitedrop.intake.mail.server.MailServer;
import dev.sitedrop.intake.mail.server.Security;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code alert.smtp.*}.
 *
 * @param host of the server that sends alerts
 * @param port 0 for the usual one: 587, with {@code tls} 465, with {@code none} 25
 * @param security {@code starttls}, {@code tls}, or {@code none} for a server on this machine
 * @param user to log in as
 * @param password to log in with
 * @param from the address that alerts are from; the user's, if that is an address
 * @param trustedCertificates a PEM file with certificates that are trusted besides Java's
 */
public record SmtpSettings(
    @DefaultValue("") String host,
    @DefaultValue("0") @Min(0) @Max(65535) int port,
    @DefaultValue("starttls") Security security,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("") String from,
    Path trustedCertificates) {

  String sender() {
    return from.isEmpty() ? user : from;
  }

  MailServer server() {
    int usual =
        switch (security) {
          case TLS -> 465;
          case STARTTLS -> 587;
          case NONE -> 25;
        };
    return new MailServer(host, port == 0 ? usual : port, security, trustedCertificates);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "SmtpSettings[" + host + ", " + user + "]";
  }
}
