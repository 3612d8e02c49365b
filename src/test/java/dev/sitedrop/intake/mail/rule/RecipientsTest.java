package dev.sitedrop.intake.mail.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.ledger.Target;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address with a plus, as programs and servers hand it on. */
class RecipientsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "To: Site Photos <photos+42@site.example>",
        "To: Photos, Site <photos+42@site.example>",
        "Cc: photos+42@site.example",
        "To: Site: photos+42@site.example, bob@site.example;",
        "To: bob@site.example, Site: bob@site.example, Ann <photos+42@site.example>;",
        "To: PHOTOS+42@SITE.EXAMPLE",
        "To: \"photos+42\"@site.example",
        "To: Site (photos) <photos+42@site.example",
        "To: \"Site photos <photos+42@site.example>",
        "To: undisclosed-recipients:;|X-Original-To: photos+42@site.example",
        "To: bob@site.example|Envelope-To: <photos+42@site.example>",
        "To: bob@site.example|X-Envelope-To: photos+42@site.example",
        "To: bob@site.example|X-Delivered-To: photos+42@site.example",
        "To: bob@site.example|Received: by mx (x) for <photos+42@site.example>; Mon",
        "To: photos+42@site.example|Delivered-To: photos@site.example",
        "Delivered-To: photos@site.example|Delivered-To: photos+42@site.example",
        "To: photos+43@site.example|Delivered-To: photos+42@site.example",
      })
  void isSeen(String lines) throws IOException, MessagingException {
    byte[] headers = lines.replace("|", "\r\n").concat("\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    Recipients recipients =
        Recipients.of(new InternetHeaders(new ByteArrayInputStream(headers), true));
    Addressing addressing =
        new Addressing("photos@site.example", List.of(), null, Target.IMAGE, Optional::of);

    assertThat(addressing.of(recipients, "").said().project()).isEqualTo("42");
  }
}
