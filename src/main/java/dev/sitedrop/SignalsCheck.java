package dev.sitedrop;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at where alerts and traces shall go. Addresses may hold a secret, and are not shown. */
class SignalsCheck {
  private final Environment environment;

  SignalsCheck(Environment environment) {
    this.environment = environment;
  }

  void check() {
    checkUrl("alert.webhook", "https://chat.example/hooks/…");
    checkUrl("traces.endpoint", "http://collector.example:4318/v1/traces");
    checkUrl("traces.collector", "http://collector.example:4318");
    if (isMailWanted()) {
      checkMail();
    }
  }

  private void checkUrl(String property, String example) {
    String said = said(property);
    if (!said.isEmpty() && !isUrl(said)) {
      throw new StartRefused(
          WrongSetting.variable(property)
              + " is no http or https address. Set it to one such as "
              + example
              + ", or do not set it. What it is now is not shown, for it may be a secret.");
    }
  }

  private static boolean isUrl(String said) {
    try {
      URI url = new URI(said);
      boolean isHttp = "http".equalsIgnoreCase(url.getScheme());
      return (isHttp || "https".equalsIgnoreCase(url.getScheme())) && url.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private boolean isMailWanted() {
    return Binder.get(environment)
        .bind("alert.mail-to", Bindable.listOf(String.class))
        .map(addresses -> addresses.stream().anyMatch(one -> !one.isBlank()))
        .orElse(false);
  }

  private void checkMail() {
    for (Map.Entry<String, String> needed :
        Map.of(
                "alert.smtp.host", "the server that sends mails",
                "alert.smtp.user", "the user to log in as there",
                "alert.smtp.password", "the user's password")
            .entrySet()) {
      if (said(needed.getKey()).isEmpty()) {
        throw new StartRefused(
            "ALERT_MAIL_TO is set, and "
                + WrongSetting.variable(needed.getKey())
                + " is not. Set it to "
                + needed.getValue()
                + ".");
      }
    }
    if ("none".equalsIgnoreCase(said("alert.smtp.security")) && !isHere(said("alert.smtp.host"))) {
      throw new StartRefused(
          "ALERT_SMTP_SECURITY is 'none', and ALERT_SMTP_HOST is another machine: the password would"
              + " be sent for all to read. Set it to starttls or tls.");
    }
    String from = said("alert.smtp.from").isEmpty() ? "alert.smtp.user" : "alert.smtp.from";
    if (!said(from).contains("@")) {
      throw new StartRefused(
          "ALERT_SMTP_FROM is '"
              + said("alert.smtp.from")
              + "'. Set it to the address that alerts are from, such as sitedrop@example.com.");
    }
  }

  private static boolean isHere(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private String said(String property) {
    return environment.getProperty(property, "").strip();
  }
}
