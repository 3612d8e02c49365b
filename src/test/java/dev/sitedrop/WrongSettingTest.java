package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.rule.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class WrongSettingTest {

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ServerProperties.class)
  @ConfigurationPropertiesScan("dev.sitedrop")
  static class Settings {}

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withUserConfiguration(Settings.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delivery.parallel-segments=0 | DELIVERY_PARALLEL_SEGMENTS is '0'.",
        "delivery.parallel-segments=8.5 | DELIVERY_PARALLEL_SEGMENTS is '8.5'. Set it to a whole number.",
        "delivery.first-retry=soon | DELIVERY_FIRST_RETRY is 'soon'. Set it to a time such as",
        "delivery.longest-retry=0s | DELIVERY_LONGEST_RETRY is 'PT0S'.",
        "delivery.give-up-after=-3d | DELIVERY_GIVE_UP_AFTER is",
        "procore.connect-timeout=-1s | PROCORE_CONNECT_TIMEOUT is 'PT-1S'.",
        "procore.response-timeout=0 | PROCORE_RESPONSE_TIMEOUT is 'PT0S'.",
        "procore.upload-protocol=ftp | PROCORE_UPLOAD_PROTOCOL is 'ftp'. Set it to segmented, or",
        "intake.time-zone=Mars | INTAKE_TIME_ZONE is 'Mars'. Set it to a time zone such as",
        "intake.picture-types=foo | INTAKE_PICTURE_TYPES is 'foo'. It must be content types such",
        "intake.heic=png | INTAKE_HEIC is 'png'. Set it to auto, or keep, or jpeg.",
        "intake.heic-converter=convert {in} | INTAKE_HEIC_CONVERTER is 'convert {in}'. It must be a command with {in} and {out}",
        "intake.heic-time-limit=0s | INTAKE_HEIC_TIME_LIMIT is 'PT0S'.",
        "intake.heic-parallel=0 | INTAKE_HEIC_PARALLEL is '0'.",
        "intake.heic-memory=1MB | INTAKE_HEIC_MEMORY is '1048576B'. It must be from 256MB to 1TB.",
        "spool.segment-size=big | SPOOL_SEGMENT_SIZE is 'big'. Set it to a size such as 32MB.",
        "spool.segment-size=1MB | SPOOL_SEGMENT_SIZE is '1048576B'. It must be from 5MB",
        "spool.max-segments=0 | SPOOL_MAX_SEGMENTS is '0'.",
        "spool.sweep-after=0s | SPOOL_SWEEP_AFTER is 'PT0S'.",
        "spool.s3-endpoint=minio:9000 | SPOOL_S3_ENDPOINT is 'minio:9000'. It must be an address such as https",
        "spool.s3-region=eu west | SPOOL_S3_REGION is 'eu west'. It must be a region such as",
        "spool.s3-path-style=maybe | SPOOL_S3_PATH_STYLE is 'maybe'. Set it to true or false.",
        "ledger.heartbeat-interval=soon | LEDGER_HEARTBEAT_INTERVAL is 'soon'. Set it to a time such",
        "ledger.missed-heartbeats=1 | LEDGER_MISSED_HEARTBEATS is '1'.",
        "ledger.image-priority=100000 | LEDGER_IMAGE_PRIORITY is '100000'.",
        "ledger.keep-delivered=soon | LEDGER_KEEP_DELIVERED is 'soon'. Set it to a time of a day or more such as 90d, or forever.",
        "ledger.keep-delivered=0 | LEDGER_KEEP_DELIVERED is '0'. Set it to a time of a day or more",
        "ledger.keep-failed=3h | LEDGER_KEEP_FAILED is '3h'. Set it to a time of a day or more",
        "intake.rules[0].then.album=x | intake.rules[0].then.album is not known, or what should be",
        "intake.rules[0].when.min-size=big | intake.rules[0].when.min-size is 'big'. Set it to a size",
        "alert.stalled-after=soon | ALERT_STALLED_AFTER is 'soon'. Set it to a time such",
        "alert.at-most-every=0s | ALERT_AT_MOST_EVERY is 'PT0S'.",
        "alert.smtp.port=70000 | ALERT_SMTP_PORT is '70000'.",
        "alert.smtp.security=ssl | ALERT_SMTP_SECURITY is 'ssl'. Set it to tls, or starttls, or none.",
        "server.address=a b | SERVER_ADDRESS is 'a b'. Set it to an address of this machine",
      })
  void isNamedWithItsValueAndWhatItMayBe(String setting, String told) {
    context
        .withPropertyValues(setting)
        .run(
            started ->
                assertThat(StartFailure.messageFor(started.getStartupFailure()))
                    .startsWith(told.strip()));
  }

  /** Where the rules before it are whole, and other conditions are said beside it. */
  @Test
  void aWordThatIsNotKnownIsNamedInAnyRule() {
    context
        .withUserConfiguration(FieldRules.class, Rules.class)
        .withPropertyValues(
            "intake.rules[0].when.source=inbox",
            "intake.rules[0].then.project=42",
            "intake.rules[1].when.sendr=ann@builders.example",
            "intake.rules[1].when.subject[0]=crane",
            "intake.rules[1].when.subject[1]=lift",
            "intake.rules[1].then.project=43")
        .run(
            started ->
                assertThat(StartFailure.messageFor(started.getStartupFailure()))
                    .startsWith(
                        "Rule 2 (intake.rules[1]): when.sendr is not known; there may be source,"));
  }

  @Test
  void aRuleThatCanNeverMatchStopsTheStart() {
    context
        .withUserConfiguration(FieldRules.class, Rules.class)
        .withPropertyValues(
            "intake.rules[0].when.source=inbox",
            "intake.rules[0].then.project=42",
            "intake.rules[1].when.source=inbox",
            "intake.rules[1].when.path=plans/**",
            "intake.rules[1].then.project=43")
        .run(
            started ->
                assertThat(StartFailure.messageFor(started.getStartupFailure()))
                    .startsWith("Rule 2 (intake.rules[1]): it can never match: rule 1 takes all"));
  }
}
