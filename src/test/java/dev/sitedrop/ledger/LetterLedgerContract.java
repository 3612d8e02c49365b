package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.LedgerAlone;
import dev.sitedrop.ledger.LetterItem.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.test.annotation.DirtiesContext;

/** What the ledger promises of letters, on whatever database. */
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "db-scheduler.polling-interval=1h",
      "db-scheduler.immediate-execution-enabled=false"
    })
@DirtiesContext
abstract class LetterLedgerContract {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  @Autowired private LetterLedger letters;
  @Autowired private ShownPictures pictures;

  private final String source = "mail-" + UUID.randomUUID();

  private Letter letter(boolean wantsAnswer) {
    return new Letter(
        UUID.randomUUID(),
        source,
        hash(),
        "ann@example.com",
        "Crane",
        "<a@b>",
        "",
        1000,
        NOW,
        wantsAnswer,
        null,
        null,
        null,
        null);
  }

  private static String hash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  private Letter opened(State... states) {
    Letter letter = letter(true);
    List<LetterItem> items = new java.util.ArrayList<>();
    for (State state : states) {
      items.add(new LetterItem(items.size(), "é.jpg", state, "", null));
    }
    letters.open(letter, items);
    return letter;
  }

  @Test
  void aLetterIsKnownByItsSourceAndKey() {
    Letter letter = opened(State.WAITING);

    assertThat(letters.find(source, letter.key())).contains(letter);
    assertThat(letters.find("other", letter.key())).isEmpty();
    assertThatThrownBy(() -> letters.open(letter, List.of()))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void aLetterIsDecidedWhenAllOfItIsTakenAndNoItemIsUnderWay() {
    Letter letter = opened(State.WAITING, State.REFUSED);
    letters.underWay(letter.id(), 0);
    letters.taken(letter.id(), NOW);
    assertThat(letters.decided(source)).isEmpty();
    assertThat(letters.unanswered(source, NOW.minusSeconds(1))).isEmpty();

    letters.decided(letter.id(), 0, State.DELIVERED, "image 1", "http://x");

    assertThat(letters.decided(source)).containsExactly(letter);
    assertThat(letters.items(letter.id()))
        .containsExactly(
            new LetterItem(0, "é.jpg", State.DELIVERED, "image 1", "http://x"),
            new LetterItem(1, "é.jpg", State.REFUSED, "", null));
  }

  @Test
  void beforeAllIsHandedInNothingIsDecided() {
    Letter letter = opened(State.DELIVERED);
    assertThat(letters.isTaken(letter.id())).isFalse();
    assertThat(letters.decided(source)).isEmpty();

    letters.taken(letter.id(), NOW);

    assertThat(letters.isTaken(letter.id())).isTrue();
    assertThat(letters.decided(source)).containsExactly(letter);
  }

  @Test
  void whatIsDecidedNeverGoesBackToUnderWay() {
    Letter letter = opened(State.WAITING);
    letters.decided(letter.id(), 0, State.DELIVERED, "image 1", null);

    letters.underWay(letter.id(), 0);

    assertThat(letters.items(letter.id()).get(0).isDelivered()).isTrue();
  }

  @Test
  void anAnswerIsOnlyOnesToSend() {
    Letter letter = opened(State.DELIVERED);
    letters.taken(letter.id(), NOW);
    assertThat(letters.unanswered(source, NOW.minusSeconds(1))).containsExactly(letter);

    List<LetterItem> told = letters.items(letter.id());
    assertThat(letters.answers(letter.id(), told, NOW)).isTrue();
    assertThat(letters.answers(letter.id(), told, NOW)).isFalse();
    assertThat(letters.unanswered(source, NOW.minusSeconds(1))).isEmpty();
  }

  /** Somebody has had it tried again while the answer was written. */
  @Test
  void anAnswerThatIsNotTrueAnyMoreIsNotSent() {
    Letter letter = opened(State.FAILED);
    letters.taken(letter.id(), NOW);
    List<LetterItem> told = letters.items(letter.id());
    letters.decided(letter.id(), 0, State.DELIVERED, "image 1", null);

    assertThat(letters.answers(letter.id(), told, NOW)).isFalse();

    assertThat(letters.unanswered(source, NOW.minusSeconds(1))).containsExactly(letter);
    assertThat(letters.answers(letter.id(), letters.items(letter.id()), NOW)).isTrue();
  }

  @Test
  void whoeverWasToldThatItFailedIsToldThatItWasDelivered() {
    Letter letter = opened(State.FAILED);
    letters.taken(letter.id(), NOW);
    assertThat(letters.answers(letter.id(), letters.items(letter.id()), NOW)).isTrue();

    letters.decided(letter.id(), 0, State.DELIVERED, "image 1", null);

    assertThat(letters.unanswered(source, NOW.minusSeconds(1))).containsExactly(letter);
  }

  /** A copy that was away for long may still believe that it failed. */
  @Test
  void whatIsDeliveredStaysSo() {
    Letter letter = opened(State.WAITING);
    letters.decided(letter.id(), 0, State.DELIVERED, "image 1", null);

    letters.decided(letter.id(), 0, State.FAILED, "Procore refused it", null);

    assertThat(letters.items(letter.id()).get(0).isDelivered()).isTrue();
  }

  @Test
  void aFiledLetterIsOutOfTheWayUntilItIsPutBack() {
    Letter letter = opened(State.REFUSED);
    letters.taken(letter.id(), NOW);
    letters.waitsAt(letter.id(), 7L, 12L);
    assertThat(letters.unfiled(source)).singleElement().extracting(Letter::uid).isEqualTo(12L);
    letters.filed(letter.id(), NOW);
    assertThat(letters.unfiled(source)).isEmpty();

    letters.reopen(letter, List.of(new LetterItem(0, "b.jpg", State.WAITING, "", null)), NOW);

    assertThat(letters.unfiled(source)).containsExactly(letter);
    assertThat(letters.isTaken(letter.id())).isFalse();
    assertThat(letters.items(letter.id())).extracting(LetterItem::name).containsExactly("b.jpg");
    assertThat(letters.countSince(source, "ann@example.com", NOW.minusSeconds(1))).isEqualTo(1);
  }

  @Test
  void aPictureIsRepeatedOnceAnotherLetterThatShowedItWasDelivered() {
    String picture = hash();
    Letter first = opened(State.REFUSED);
    assertThat(pictures.isRepeated(source, "ann@example.com", picture, first.key())).isFalse();
    assertThat(pictures.isRepeated(source, "ann@example.com", picture, first.key())).isFalse();
    assertThat(pictures.isRepeated(source, "ann@example.com", picture, hash())).isFalse();

    letters.decided(first.id(), 0, State.DELIVERED, "", null);

    assertThat(pictures.isRepeated(source, "ann@example.com", picture, hash())).isTrue();
    assertThat(pictures.isRepeated(source, "ann@example.com", picture, first.key())).isFalse();
    assertThat(pictures.isRepeated(source, "bob@example.com", picture, hash())).isFalse();
  }
}
