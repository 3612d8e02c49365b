package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.mail.server.MailServer;
import dev.sitedrop.intake.mail.server.Security;
import java.nio.file.Path;

/** Which server a source talks to: what its file gives, by the names that the parameters have. */
final class ServerParameters {
  private final String hostName;
  private final String portName;
  private final String securityName;
  private final int tlsPort;
  private final int plainPort;
  private String host = "";
  private String port = "";
  private Security security;

  ServerParameters(
      String hostName,
      String portName,
      String securityName,
      Security usual,
      int tlsPort,
      int plainPort) {
    this.hostName = hostName;
    this.portName = portName;
    this.securityName = securityName;
    this.security = usual;
    this.tlsPort = tlsPort;
    this.plainPort = plainPort;
  }

  boolean isGiven() {
    return !host.isEmpty();
  }

  String host() {
    return host;
  }

  void setHost(String host) {
    this.host = host.strip();
  }

  void setPort(String port) {
    this.port = port.strip();
  }

  void setSecurity(String security) {
    this.security = Parameter.one(securityName, security, Security.class);
  }

  /**
   * @param trusted null if no other certificates are
   * @throws IllegalArgumentException that names what is wrong
   */
  MailServer server(Path trusted) {
    if (!host.matches("[\\p{Alnum}.:\\[\\]-]+")) {
      throw Parameter.mistake(hostName, host, "the name of a mail server");
    }
    if (security == Security.NONE && !LoginParameters.isHere(host)) {
      throw new IllegalArgumentException(
          hostName + " is '" + host + "'; without TLS it may be this machine only");
    }
    int usual = security == Security.TLS ? tlsPort : plainPort;
    int number = port.isEmpty() ? usual : Parameter.number(portName, port, 1, 65535);
    return new MailServer(host, number, security, trusted);
  }
}
