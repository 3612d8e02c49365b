package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.sitedrop.intake.mail.letter.Limits;
import dev.sitedrop.intake.mail.rule.AllowedSenders;
import dev.sitedrop.intake.mail.rule.SenderRule;
import dev.sitedrop.intake.mail.server.Listed;
import dev.sitedrop.intake.mail.server.Mailbox;
import dev.sitedrop.intake.mail.server.Mailbox.Fetched;
import dev.sitedrop.intake.mail.server.Place;
import dev.sitedrop.ledger.Letter;
import dev.sitedrop.ledger.LetterLedger;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of messages while a mailbox is watched for months. */
class FilingTest {
  private final Mailbox mailbox = mock(Mailbox.class);
  private final LetterLedger ledger = mock(LetterLedger.class);

  private Filing filing(Path folder) {
    MailboxRules rules =
        new MailboxRules(
            "mail",
            "here",
            "photos@example.com",
            new SenderRule(AllowedSenders.of("example.com"), ""),
            null,
            mock(Limits.class),
            false,
            100);
    return new Filing(
        mailbox, ledger, rules, new WorkFolder(folder.resolve("work")), false, Clock.systemUTC());
  }

  private static Letter letter() {
    return new Letter(
        UUID.randomUUID(),
        "mail",
        "key",
        "ann@example.com",
        "Crane",
        "<a@b>",
        "",
        1000,
        Instant.now(),
        false,
        null,
        null,
        null,
        null);
  }

  /** Their server does not tell by which numbers it has moved them. */
  @Test
  void messagesThatAreFiledAreForgotten(@TempDir Path folder) throws Exception {
    Letter letter = letter();
    when(ledger.unfiled("mail")).thenReturn(List.of(letter));
    when(ledger.find(anyString(), anyString())).thenReturn(Optional.of(letter));
    when(mailbox.fetch(any(), anyLong(), anyLong(), any()))
        .then(
            call -> {
              Files.writeString(call.getArgument(3), "From: ann@example.com\r\n\r\nx");
              return Fetched.WHOLE;
            });
    Filing filing = filing(folder);

    for (long uid = 1; uid <= 50; uid++) {
      when(mailbox.list(Place.ACCEPTED)).thenReturn(List.of(new Listed(uid, 100)));
      filing.fileAll();
    }

    assertThat(filing.remembered()).isEqualTo(1);
  }

  @Test
  void whatCouldNotBeMovedIsForgottenWhenItIsFiled(@TempDir Path folder)
      throws MessagingException, IOException {
    Filing filing = filing(folder);
    when(mailbox.move(any(), anyLong(), any())).thenThrow(new MessagingException("no right"));
    for (long uid = 1; uid <= 50; uid++) {
      Listed message = new Listed(uid, 100);
      assertThatThrownBy(() -> filing.accepted(letter(), message))
          .isInstanceOf(MessagingException.class);
    }

    when(ledger.unfiled("mail")).thenReturn(List.of()); // a person has moved them
    filing.fileAll();

    assertThat(filing.remembered()).isZero();
  }
}
