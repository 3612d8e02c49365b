package dev.sitedrop.intake.mail.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.mail.internet.InternetHeaders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderRuleTest {
  private static final AllowedSenders ALLOWED =
      AllowedSenders.of("Ann@Example.com, builders.example @scaffold.example");

  private static InternetHeaders headers(String... lines) {
    InternetHeaders headers = new InternetHeaders();
    for (String line : lines) {
      headers.addHeaderLine(line);
    }
    return headers;
  }

  private static boolean takes(SenderRule rule, String... lines) {
    return rule.refusal(headers(lines)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann@example.com | true",
        "Ann Lee <ANN@example.COM> | true",
        "bob@example.com | false",
        "bob@builders.example | true",
        "bob@scaffold.example | true",
        "bob@sub.builders.example | false",
        "bob@builders.example.evil.test | false",
        "'\"ann@example.com\" <eve@evil.test>' | false",
        "ann@example.com, eve@evil.test | false",
        "ann | false",
        "'' | false",
      })
  void onlyTheAddressCounts(String from, boolean taken) {
    assertThat(takes(new SenderRule(ALLOWED, ""), "From: " + from)).isEqualTo(taken);
  }

  @Test
  void twoFromHeadersAreNone() {
    assertThat(takes(new SenderRule(ALLOWED, ""), "From: ann@example.com", "From: ann@example.com"))
        .isFalse();
  }

  @Test
  void anEmptyListIsNobody() {
    assertThat(takes(new SenderRule(AllowedSenders.of(""), ""), "From: ann@example.com")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@", "*@example.com", "ex ample.com/", "a@b@c d!"})
  void aMistakeInTheListIsTold(String list) {
    assertThatThrownBy(() -> AllowedSenders.of(list))
        .hasMessageContaining("allowedSenders holds '")
        .hasMessageContaining("it may hold addresses");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mx.site.example; dmarc=pass header.from=example.com | true",
        "mx.site.example 1; spf=fail; dkim=fail; dmarc=pass | true",
        "mx.site.example; dmarc=fail (p=reject) header.from=example.com; dkim=pass header.d=example.com | false",
        "mx.site.example; dkim=pass header.d=example.com | true",
        "mx.site.example; dkim=pass header.i=@example.com; dmarc=none | true",
        "mx.site.example; dkim=pass header.d=evil.test | false",
        "mx.site.example; spf=pass smtp.mailfrom=ann@example.com | true",
        "mx.site.example; spf=pass smtp.mailfrom=eve@evil.test | false",
        "mx.site.example; spf=pass (dmarc=pass; x) smtp.mailfrom=eve@evil.test | false",
        "mx.site.example; spf=none reason=\"; dmarc=pass\" | false",
        "mx.site.example; none | false",
        "evil.test; dmarc=pass | false",
      })
  void theReceivingServerMustHaveProvedIt(String results, boolean taken) {
    SenderRule rule = new SenderRule(ALLOWED, "mx.site.example");

    assertThat(takes(rule, "From: ann@example.com", "Authentication-Results: " + results))
        .isEqualTo(taken);
  }

  @Test
  void onlyTheTopmostHeaderOfThatServerCounts() {
    SenderRule rule = new SenderRule(ALLOWED, "mx.site.example");

    assertThat(
            takes(
                rule,
                "Authentication-Results: other.example; dmarc=pass",
                "Authentication-Results: mx.site.example; dmarc=fail",
                "From: ann@example.com",
                "Authentication-Results: mx.site.example; dmarc=pass"))
        .isFalse();
  }

  /** Microsoft 365 leaves out the name that RFC 8601 asks for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=example.com; dkim=pass (signature was verified) header.d=example.com;dmarc=pass action=none header.from=example.com;compauth=pass reason=100 | true",
        "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=evil.test; dkim=none (message not signed) header.d=none;dmarc=fail action=quarantine header.from=example.com;compauth=fail reason=000 | false",
        "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=example.com; site.example; dkim=none header.d=none;site.example; dmarc=bestguesspass action=none header.from=example.com | true",
        "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=evil.test; dmarc=bestguesspass action=none header.from=example.com | false",
        "dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=example.com; | false",
        "evil.test; dmarc=pass | false",
      })
  void microsoftsTopmostHeaderCountsWithoutAName(String results, boolean taken) {
    SenderRule rule = new SenderRule(ALLOWED, "microsoft-365");

    assertThat(
            takes(
                rule,
                "Authentication-Results: " + results,
                "From: ann@example.com",
                "Authentication-Results: spf=pass smtp.mailfrom=example.com; dmarc=pass"))
        .isEqualTo(taken);
    assertThat(takes(rule, "From: ann@example.com")).isFalse();
  }

  @Test
  void withoutItsHeaderNothingIsProved() {
    assertThat(new SenderRule(ALLOWED, "mx.site.example").refusal(headers("From: ann@example.com")))
        .contains("mx.site.example has not checked it");
  }

  /** Comments nest, a quote in one is no quote, and what is not closed cannot be believed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "mx.site.example (ours (really)) 1; dmarc=pass | true",
        "(before) mx.site.example; dmarc=pass (p=reject (strict; dmarc=fail)) | true",
        "mx.site.example; spf=fail (a (b; dmarc=pass) c; dmarc=pass) smtp.mailfrom=x | false",
        "mx.site.example; spf=fail (an escaped \\) ; dmarc=pass) | false",
        "mx.site.example; spf=fail (an escaped \\( end); dmarc=pass | true",
        "mx.site.example; spf=fail (a quote \" is none); dmarc=pass; x=y (\") | true",
        "mx.site.example; spf=fail reason=\"no comment (\"; dmarc=pass | true",
        "mx.site.example; spf=fail reason=\"an escaped \\\" ; dmarc=pass\" | false",
        "mx.site.example; dkim=pass header.d=example.com (not closed; dmarc=fail | false",
        "mx.site.example; dkim=pass header.d=example.com reason=\"not closed; dmarc=fail | false",
        "mx.site.example; dkim=pass header.d=example.com); dmarc=none | false",
        "mx.site.example; dmarc=pa(in the middle)ss | false",
      })
  void commentsAreReadAsTheyAreWritten(String results, boolean taken) {
    assertThat(
            takes(
                new SenderRule(ALLOWED, "mx.site.example"),
                "From: ann@example.com",
                "Authentication-Results: " + results))
        .isEqualTo(taken);
  }

  /** Whoever writes a mail writes its headers. */
  @ParameterizedTest
  @ValueSource(strings = {"(", "()", "(\"", "\\(", "\"", "\"\\", "(\\"})
  void aMegabyteOfCommentsTakesNoTime(String repeated) {
    String nested = repeated.repeat(1_000_000 / repeated.length());
    String closed = nested + ")".repeat(1_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String comment : List.of(nested, closed)) {
            assertThat(
                    takes(
                        new SenderRule(ALLOWED, "mx.site.example"),
                        "From: ann@example.com",
                        "Authentication-Results: evil.test; x=y " + comment,
                        "Authentication-Results: mx.site.example; dmarc=pass"))
                .isTrue();
          }
        });
  }
}
