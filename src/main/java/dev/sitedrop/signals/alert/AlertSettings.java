package dev.sitedrop.signals.alert;

import jakarta.validation.Valid;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code alert.*}. Without a webhook and without an address, nobody is alerted.
 *
 * @param webhook where alerts are posted to as JSON, http or https; it may hold a secret
 * @param mailTo the addresses that alerts are mailed to
 * @param stalledAfter so long after the last step of any delivery it is told that nothing moves,
 *     while some are not done
 * @param atMostEvery how long failures are gathered after an alert before the next one
 * @param smtp the server that sends the mails
 */
@Validated
@ConfigurationProperties("alert")
public record AlertSettings(
    @DefaultValue("") String webhook,
    @DefaultValue List<String> mailTo,
    @DefaultValue("30m") @DurationMin(seconds = 1) @DurationMax(days = 30) Duration stalledAfter,
    @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 30) Duration atMostEvery,
    @NestedConfigurationProperty @DefaultValue @Valid SmtpSettings smtp) {

  public AlertSettings {
    webhook = webhook.strip();
    mailTo = mailTo.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "AlertSettings["
        + (webhook.isEmpty() ? "no webhook" : "a webhook")
        + ", "
        + mailTo
        + "]";
  }
}
