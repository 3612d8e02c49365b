package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.ProcoreFailure;
import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.ProcoreFailure.TokenRejected;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Decides what happens to a delivery whose attempt has failed. */
@Component
public class AfterFailure {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final Duration WITHOUT_LOGIN = Duration.ofMinutes(1);
  private static final int ENOUGH_DAMAGE = 3;

  private final DeliveryLedger ledger;
  private final RetrySchedule schedule;
  private final Clock clock;

  AfterFailure(DeliveryLedger ledger, RetrySchedule schedule, Clock clock) {
    this.ledger = ledger;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** When the delivery is due again: at once, for its sender to be told, if it has failed for good. */
  public RetryAt decide(
      @Variable("delivery") Delivery delivery, @ExchangeException Exception failure) {
    Instant now = clock.instant();
    int failures = delivery.attempts() + 1;
    Instant since = delivery.failingSince() == null ? now : delivery.failingSince();
    String label = DeliveryLabel.of(delivery);
    if (delivery.isFinished()) {
      Instant again = now.plus(schedule.waitAfter(failures));
      ledger.postponed(delivery, delivery.reason(), failures, since);
      LOG.warn("{} is done, but its folder could not be tidied up: {}", label, words(failure));
      return new RetryAt(again);
    }
    if (delivery.isIntendedJustNow() && wasNotMade(failure)) {
      ledger.notAssociated(delivery);
    }
    if (failure instanceof Expired) {
      delivery.attachments().forEach(ledger::uploadLost);
    }
    if (isFinal(failure, failures) || since.plus(schedule.giveUpAfter()).isBefore(now)) {
      String reason = words(failure);
      ledger.failed(delivery, reason, now);
      LOG.error("Failed: {}. {}", label, reason);
      return new RetryAt(now);
    }
    Instant again = nextTime(failure, failures, now);
    ledger.postponed(delivery, words(failure), failures, since);
    LOG.warn(
        "Postponed: {}. {}. Next attempt in {} s",
        label,
        words(failure),
        Math.max(1, Duration.between(now, again).toSeconds()));
    return new RetryAt(again);
  }

  private static boolean isFinal(Exception failure, int failures) {
    return failure instanceof Refused
        || failure instanceof NoSuchFileException
        || failure instanceof Damaged && failures >= ENOUGH_DAMAGE;
  }

  /** The association is known not to have been carried out: it never went out, or was refused. */
  private static boolean wasNotMade(Exception failure) {
    return failure instanceof Refused
        || failure instanceof TokenRejected
        || failure instanceof LoginRefused
        || failure instanceof BusyUntil busy && busy.getMessage().contains(" 429")
        || failure instanceof ConnectException
        || failure instanceof UnknownHostException;
  }

  private Instant nextTime(Exception failure, int failures, Instant now) {
    if (failure instanceof BusyUntil busy) {
      return busy.until();
    }
    if (failure instanceof LoginRefused) {
      return now.plus(WITHOUT_LOGIN);
    }
    if (failure instanceof Expired && failures == 1) {
      return now;
    }
    return now.plus(schedule.waitAfter(failures));
  }

  private static String words(Exception failure) {
    if (failure instanceof ProcoreFailure) {
      return failure.getMessage();
    }
    if (failure instanceof NoSuchFileException missing) {
      return "Its bytes are not in the spool any more (" + missing.getMessage() + ")";
    }
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
