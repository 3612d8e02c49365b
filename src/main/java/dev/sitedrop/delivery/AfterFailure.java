package dev.sitedrop.delivery;

import com.fasterxml.jackson.core.JacksonException;
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
import org.slf4j.event.Level;
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

  /**
   * When the delivery is due again: at once, for its sender to be told, if it has failed for good.
   */
  public RetryAt decide(
      @Variable("delivery") Delivery delivery, @ExchangeException Exception failure) {
    if (delivery.isFinished()) {
      return tidyUpLater(delivery, failure);
    }
    if (delivery.isIntendedJustNow() && wasNotMade(failure)) {
      ledger.notAssociated(delivery);
    }
    boolean uploadIsGone = uploadIsGone(delivery, failure);
    if (uploadIsGone) {
      delivery.attachments().stream()
          .filter(attachment -> !attachment.isUploaded())
          .forEach(ledger::uploadLost);
    }
    boolean tooLong =
        delivery.failingSince() != null
            && delivery.failingSince().plus(schedule.giveUpAfter()).isBefore(clock.instant());
    int failures = delivery.attempts() + 1;
    if (tooLong || !uploadIsGone && isFinal(failure, failures)) {
      return setAside(delivery, failure);
    }
    boolean atOnce = uploadIsGone && failures == 1;
    return postpone(delivery, failure, atOnce ? clock.instant() : nextTime(failure, failures));
  }

  private RetryAt tidyUpLater(Delivery delivery, Exception failure) {
    int failures = delivery.attempts() + 1;
    ledger.postponed(delivery, delivery.reason(), failures, delivery.failingSince());
    LOG.warn(
        "{} is done, but its folder could not be tidied up: {}",
        DeliveryLabel.of(delivery),
        words(failure));
    return new RetryAt(clock.instant().plus(schedule.waitAfter(failures)));
  }

  private RetryAt setAside(Delivery delivery, Exception failure) {
    String reason = words(failure);
    ledger.failed(delivery, reason, clock.instant());
    LOG.error("Failed: {}. {}", DeliveryLabel.of(delivery), reason);
    return new RetryAt(clock.instant());
  }

  private RetryAt postpone(Delivery delivery, Exception failure, Instant until) {
    Instant now = clock.instant();
    Instant since = delivery.failingSince() == null ? now : delivery.failingSince();
    ledger.postponed(delivery, words(failure), delivery.attempts() + 1, since);
    boolean saidOnce = failure instanceof BusyUntil; // for all deliveries, by the rate budget
    LOG.atLevel(saidOnce ? Level.DEBUG : Level.WARN)
        .log(
            "Postponed: {}. {}. Next attempt in {} s",
            DeliveryLabel.of(delivery),
            words(failure),
            Math.max(0, Duration.between(now, until).toSeconds()));
    return new RetryAt(until);
  }

  /** A storage URL is past its time, or the upload that is to be completed is not there. */
  private static boolean uploadIsGone(Delivery delivery, Exception failure) {
    return failure instanceof Expired
        || failure instanceof Refused refused
            && refused.isNotFound()
            && delivery.attachments().stream()
                .anyMatch(file -> file.hasUpload() && !file.isUploaded());
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
        || failure instanceof BusyUntil busy && !busy.isCarriedOutPerhaps()
        || failure instanceof ConnectException
        || failure instanceof UnknownHostException;
  }

  private Instant nextTime(Exception failure, int failures) {
    Instant now = clock.instant();
    if (failure instanceof BusyUntil busy) {
      return busy.until();
    }
    if (failure instanceof LoginRefused) {
      return now.plus(WITHOUT_LOGIN);
    }
    return now.plus(schedule.waitAfter(failures));
  }

  private static String words(Exception failure) {
    if (failure instanceof ProcoreFailure) {
      return failure.getMessage();
    }
    if (failure instanceof JacksonException) {
      return "Procore's answer cannot be understood";
    }
    if (failure instanceof NoSuchFileException missing) {
      return "Its bytes are not in the spool any more (" + missing.getMessage() + ")";
    }
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
