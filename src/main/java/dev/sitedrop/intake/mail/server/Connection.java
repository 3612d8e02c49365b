package dev.sitedrop.intake.mail.server;

import dev.sitedrop.words.FailureText;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Service;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Properties;

/** How a mail server is talked to: within time limits, and with its certificate checked. */
final class Connection {
  private static final String CONNECT_MILLIS = "15000";
  private static final String ANSWER_MILLIS = "60000";

  /** In bytes: how much of a mail is asked for at a time. */
  private static final String FETCH = "262144";

  private Connection() {}

  /**
   * @param kind {@code imap} or {@code smtp}
   * @throws IOException if the file of certificates cannot be used
   */
  static Session session(String kind, MailServer server, Login login) throws IOException {
    String protocol = protocol(kind, server);
    String prefix = "mail." + protocol + ".";
    Properties properties = new Properties();
    properties.put(prefix + "host", server.host());
    properties.put(prefix + "port", Integer.toString(server.port()));
    properties.put(prefix + "connectiontimeout", CONNECT_MILLIS);
    properties.put(prefix + "timeout", ANSWER_MILLIS);
    properties.put(prefix + "writetimeout", ANSWER_MILLIS);
    properties.put(prefix + "auth", "true");
    properties.put(prefix + "auth.mechanisms", login.mechanisms());
    properties.put(prefix + "peek", "true");
    properties.put(prefix + "fetchsize", FETCH);
    properties.put(prefix + "ssl.checkserveridentity", "true");
    properties.put(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
    if (server.security() == Security.STARTTLS) {
      properties.put(prefix + "starttls.enable", "true");
      properties.put(prefix + "starttls.required", "true");
    }
    if (server.trustedCertificates() != null) {
      properties.put(prefix + "ssl.socketFactory", trust(server));
      // or a refused certificate is looked at once more, and the second refusal is told
      properties.put(prefix + "socketFactory.fallback", "false");
    }
    return Session.getInstance(properties);
  }

  static String protocol(String kind, MailServer server) {
    return server.security() == Security.TLS ? kind + "s" : kind;
  }

  private static Object trust(MailServer server) throws IOException {
    try {
      return Trust.of(server.trustedCertificates());
    } catch (IOException e) {
      throw new IOException(
          "the file of trustedCertificates, "
              + server.trustedCertificates()
              + ", cannot be used: "
              + FailureText.of(e));
    }
  }

  /** Logs in; where a token is refused that may have been withdrawn, once more with a new one. */
  static void login(Service service, Login login) throws MessagingException, IOException {
    String secret = login.secret();
    try {
      service.connect(login.user(), secret);
    } catch (AuthenticationFailedException refused) {
      if (!login.refused(secret)) {
        throw refused;
      }
      service.connect(login.user(), login.secret());
    }
  }
}
