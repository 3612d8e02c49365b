package dev.sitedrop.signals.alert;

import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.intake.SourceLooks.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells that a source cannot be looked into for long, and when it can again. Nothing comes in
 * meanwhile, so that nothing fails and nothing waits.
 */
class SourceAlerts {
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  private final AlertLedger ledger;
  private final SourceLooks looks;
  private final Messengers messengers;
  private final AlertSettings settings;

  SourceAlerts(
      AlertLedger ledger, SourceLooks looks, Messengers messengers, AlertSettings settings) {
    this.ledger = ledger;
    this.looks = looks;
    this.messengers = messengers;
    this.settings = settings;
  }

  void look(Instant now) {
    for (Map.Entry<String, Look> source : looks.all().entrySet()) {
      Look look = source.getValue();
      String name = "of " + source.getKey();
      if (look.isGood()) {
        tellIfItWorksAgain(source.getKey(), name, look);
      } else if (look.failingSince().plus(settings.stalledAfter()).isBefore(now)) {
        tellOnce(source.getKey(), name, look, now);
      }
    }
  }

  private void tellOnce(String source, String name, Look look, Instant now) {
    ledger.begin(name, look.failingSince());
    if (ledger.mark(name).stalledAt() != null || !ledger.claim(name, now, settings.atMostEvery())) {
      return;
    }
    String text = AlertText.source(source, look.failingSince(), Spoken.of(look.problem()));
    if (messengers.tell(new Alert(text, "source", null, 0, look.failingSince(), List.of()))) {
      ledger.stalled(name, now);
    } else {
      ledger.giveBack(name, now.plus(TRY_AGAIN), settings.atMostEvery());
    }
  }

  private void tellIfItWorksAgain(String source, String name, Look look) {
    if (ledger.isStalled(name)) {
      ledger.moved(name, look.lastGood());
      if (ledger.movesAgain(name)) {
        String text = AlertText.sourceAgain(source);
        messengers.tell(new Alert(text, "moving", null, 0, look.lastGood(), List.of()));
      }
    }
  }
}
