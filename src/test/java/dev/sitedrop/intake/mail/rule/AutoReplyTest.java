package dev.sitedrop.intake.mail.rule;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoReplyTest {
  private static final String OWN = "photos@site.example";

  private static InternetHeaders headers(String... lines) {
    InternetHeaders headers = new InternetHeaders();
    for (String line : lines) {
      headers.addHeaderLine(line);
    }
    return headers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Subject: Crane | true",
        "Auto-Submitted: no | true",
        "Auto-Submitted: auto-replied | false",
        "Auto-Submitted: auto-generated; x | false",
        "Precedence: bulk | false",
        "Precedence: list | false",
        "Precedence: first-class | true",
        "List-Id: <a.example> | false",
        "List-Unsubscribe: <mailto:a@b.example> | false",
        "Return-Path: <> | false",
        "Return-Path: <ann@example.com> | true",
        "X-Auto-Response-Suppress: All | false",
      })
  void neverFollowsAMachine(String header, boolean answered) {
    assertThat(AutoReply.mayFollow(headers(header), "ann@example.com", OWN)).isEqualTo(answered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailer-daemon@example.com",
        "postmaster@example.com",
        "no-reply@example.com",
        "noreply+5@example.com",
        "owner-list@example.com",
        "list-request@example.com",
        "photos@site.example",
        "photos+42@site.example",
      })
  void neverGoesToAMachineOrItself(String from) {
    assertThat(AutoReply.mayFollow(headers(), from, OWN)).isFalse();
  }

  @Test
  void aBounceIsNoLetter() {
    assertThat(
            AutoReply.isEcho(
                headers("Content-Type: multipart/report; report-type=delivery-status"),
                "ann@example.com",
                OWN))
        .isTrue();
    assertThat(AutoReply.isEcho(headers(), "photos+42@site.example", OWN)).isTrue();
    assertThat(AutoReply.isEcho(headers(), "ann@example.com", OWN)).isFalse();
  }
}
