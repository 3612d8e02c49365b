package dev.sitedrop.intake.mail;

import dev.sitedrop.RoutesCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The shipping routes, with a mailbox for their source. */
public final class MailRoutes {
  private MailRoutes() {}

  /** The parameters of a mailbox at this host; its password is a placeholder. */
  public static Map<String, String> parameters(MailHost host) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("name", "site-mail");
    parameters.put("host", "127.0.0.1");
    parameters.put("port", Integer.toString(host.imapPort()));
    parameters.put("trustedCertificates", TestCertificate.pem().toString());
    parameters.put("username", MailHost.MAILBOX);
    parameters.put("password", "{{site.mail.password}}");
    parameters.put("allowedSenders", "builders.example");
    parameters.put("pollDelay", "200");
    parameters.put("smtpHost", "localhost");
    parameters.put("smtpPort", Integer.toString(host.smtpPort()));
    parameters.put("smtpSecurity", "tls");
    return parameters;
  }

  /**
   * Makes the mailbox at this host the only source.
   *
   * @param more parameters, each a name and then its value
   */
  public static void only(MailHost host, DynamicPropertyRegistry registry, String... more) {
    Path routes = copy();
    Map<String, String> parameters = parameters(host);
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    write(routes, parameters);
    registry.add("sitedrop.routes", routes::toString);
    registry.add("site.mail.password", () -> MailHost.PASSWORD);
  }

  /** A copy of the shipping routes; the folder is not watched. */
  public static Path copy() {
    Path copy = RoutesCopy.create();
    try {
      Files.delete(copy.resolve("sources/inbox.camel.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  public static Path write(Path routes, Map<String, String> parameters) {
    StringBuilder yaml =
        new StringBuilder("- templatedRoute:\n    routeTemplateRef: mailbox-source\n");
    yaml.append("    routeId: intake-")
        .append(parameters.get("name"))
        .append("\n    parameters:\n");
    parameters.forEach(
        (name, value) ->
            yaml.append("      - name: ")
                .append(name)
                .append("\n        value: '")
                .append(value)
                .append("'\n"));
    try {
      return Files.writeString(
          routes.resolve("sources/" + parameters.get("name") + ".camel.yaml"), yaml);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
