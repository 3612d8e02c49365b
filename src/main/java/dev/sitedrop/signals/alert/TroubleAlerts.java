package dev.sitedrop.signals.alert;

import dev.sitedrop.status.Status;
import dev.sitedrop.status.Trouble;
import dev.sitedrop.status.Trouble.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells what is wrong with this copy and needs a person, whether or not deliveries wait for it; and
 * when it is over. Each copy tells its own, one of them at a time.
 */
class TroubleAlerts {
  /** Whatever else is wrong is told by another alert. */
  private static final Set<Kind> OURS = EnumSet.of(Kind.DISK, Kind.LOGIN, Kind.SOURCE_FILE);

  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
  private static final int LONGEST_NAME = 300;

  private final AlertLedger ledger;
  private final Status status;
  private final Messengers messengers;
  private final AlertSettings settings;
  private final Map<String, Trouble> told = new HashMap<>();

  TroubleAlerts(AlertLedger ledger, Status status, Messengers messengers, AlertSettings settings) {
    this.ledger = ledger;
    this.status = status;
    this.messengers = messengers;
    this.settings = settings;
  }

  void look(Instant now) {
    Map<String, Trouble> troubles =
        status.now().troubles().stream()
            .filter(one -> OURS.contains(one.kind()))
            .collect(Collectors.toMap(TroubleAlerts::name, one -> one, (one, same) -> one));
    troubles.forEach(
        (name, trouble) -> {
          if (trouble.since().plus(settings.stalledAfter()).isBefore(now)) {
            tell(name, trouble, now);
          }
        });
    for (String name : Set.copyOf(told.keySet())) {
      if (!troubles.containsKey(name)) {
        Trouble over = told.remove(name);
        send(over, "moving", AlertText.over(Spoken.of(over.what())));
      }
    }
  }

  private void tell(String name, Trouble trouble, Instant now) {
    if (told.containsKey(name)) {
      return;
    }
    ledger.begin(name, now);
    if (!ledger.claim(name, now, settings.atMostEvery())) {
      return;
    }
    String text =
        AlertText.trouble(Spoken.of(trouble.what()), trouble.since(), Spoken.of(trouble.remedy()));
    if (send(trouble, trouble.kind().name().toLowerCase(Locale.ROOT), text)) {
      told.put(name, trouble);
    } else {
      ledger.giveBack(name, now.plus(TRY_AGAIN), settings.atMostEvery());
    }
  }

  private boolean send(Trouble trouble, String kind, String text) {
    return messengers.tell(new Alert(text, kind, null, 0, trouble.since(), List.of()));
  }

  private static String name(Trouble trouble) {
    String name = trouble.kind() + " " + trouble.subject();
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }
}
