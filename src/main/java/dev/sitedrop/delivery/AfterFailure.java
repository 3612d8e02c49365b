package dev.sitedrop.delivery;

import com.fasterxml.jackson.core.JacksonException;
import dev.sitedrop.delivery.upload.FailedUploads;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.LeaseLost;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.procore.NotSent;
import dev.sitedrop.procore.ProcoreFailure;
import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.ProcoreFailure.TokenRejected;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Decides what happens to a delivery whose attempt has failed. */
@Component
public class AfterFailure {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final Duration WITHOUT_LEDGER = Duration.ofSeconds(10);
  private static final Duration WITHOUT_LOGIN = Duration.ofMinutes(1);

  private final DeliveryLedger ledger;
  private final FailedUploads uploads;
  private final RetrySchedule schedule;
  private final DeliverySettings settings;
  private final Clock clock;
  private final DeliveryLabel label;
  private final ApplicationEventPublisher events;

  AfterFailure(
      DeliveryLedger ledger,
      FailedUploads uploads,
      RetrySchedule schedule,
      DeliverySettings settings,
      Clock clock,
      DeliveryLabel label,
      ApplicationEventPublisher events) {
    this.events = events;
    this.label = label;
    this.ledger = ledger;
    this.uploads = uploads;
    this.schedule = schedule;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * When the delivery is due again: at once, for its sender to be told, if it has failed for good.
   * What cannot be written down now is found out again by the next attempt.
   *
   * @throws IOException if the spool cannot be read
   * @throws LeaseLost if another attempt has it now, which decides by itself
   */
  public RetryAt decide(
      @Variable("delivery") Delivery delivery,
      @ExchangeException Exception failure,
      @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception caught)
      throws IOException {
    if (failure instanceof LeaseLost takenOver) {
      throw takenOver;
    }
    if (isOfTheLedger(caught)) {
      return withoutLedger(delivery, failure);
    }
    try {
      return decideAndWriteDown(delivery, failure);
    } catch (DataAccessException | TransactionException noLedger) {
      return withoutLedger(delivery, noLedger);
    }
  }

  /**
   * Whether it is the ledger that could not be used, which says nothing of Procore: what is written
   * there holds. A value that it does not take is no such failure, for it would never pass.
   */
  private static boolean isOfTheLedger(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof DataIntegrityViolationException) {
        return false;
      }
      if (one instanceof DataAccessException || one instanceof TransactionException) {
        return true;
      }
    }
    return false;
  }

  private RetryAt withoutLedger(Delivery delivery, Exception failure) {
    LOG.debug("Waiting: {}. {}", label.of(delivery), words(failure));
    events.publishEvent(new DeliveryWaits(delivery, WaitReason.LEDGER, WITHOUT_LEDGER));
    return new RetryAt(clock.instant().plus(WITHOUT_LEDGER));
  }

  private RetryAt decideAndWriteDown(Delivery delivery, Exception failure) throws IOException {
    if (delivery.isFinished()) {
      return tidyUpLater(delivery, failure);
    }
    if (delivery.isIntendedJustNow()) {
      writeDownOutcome(delivery, failure);
    }
    if (failure instanceof NotYet notYet) {
      return waiting(delivery, failure, notYet.askAgainAt());
    }
    if (failure instanceof BusyUntil busy && !busy.isCarriedOutPerhaps()) {
      return waiting(delivery, failure, busy.until());
    }
    boolean wayOut =
        failure instanceof ProcoreFailure verdict
            && delivery.isToBeSent()
            && uploads.forgetAfter(verdict, delivery);
    String reason = giveUp(delivery, failure, wayOut);
    if (reason != null) {
      return setAside(delivery, reason);
    }
    boolean atOnce = wayOut && delivery.attempts() == 0;
    return postpone(delivery, failure, atOnce ? clock.instant() : nextTime(delivery, failure));
  }

  /**
   * Whether the association was carried out is known, or has to be asked. A refusal after a lost
   * answer may mean that the lost one was carried out late.
   */
  private void writeDownOutcome(Delivery delivery, Exception failure) {
    if (wasNotMade(failure) && !delivery.isAnswerLost()) {
      ledger.notAssociated(delivery);
    } else if (wasNotMade(failure) && !(failure instanceof Refused)) {
      ledger.absent(delivery);
    } else {
      ledger.outcomeUnknown(delivery, clock.instant().plus(settings.absenceAfter()));
    }
  }

  /** Why nothing more is to be tried; null to try again. */
  private String giveUp(Delivery delivery, Exception failure, boolean wayOut) throws IOException {
    if (failure instanceof Damaged damage) {
      return uploads.giveUpAfter(damage, delivery);
    }
    if (failure instanceof Undecided) {
      return failure.getMessage();
    }
    boolean refused = failure instanceof Refused || failure instanceof NoSuchFileException;
    if (refused && !wayOut) {
      return reason(delivery, failure);
    }
    boolean tooLong =
        delivery.failingSince() != null
            && !delivery.hasProgressed()
            && delivery.failingSince().plus(settings.giveUpAfter()).isBefore(clock.instant());
    return tooLong
        ? reason(delivery, failure) + ". It was tried since " + delivery.failingSince()
        : null;
  }

  /** Why it is set aside; first of all whether Procore has it, or may. */
  private static String reason(Delivery delivery, Exception failure) {
    String words = words(failure);
    if (delivery.isMade()) {
      boolean told = failure instanceof Refused refused && refused.isOfSiteDrop();
      return told ? words : AccidentLogFiles.unseen(delivery, words);
    }
    if (delivery.isAssociationUncertain()) {
      return Undecided.told(delivery, "whether Procore has it could not be found out: " + words);
    }
    return words + Advice.on(failure, delivery);
  }

  private RetryAt tidyUpLater(Delivery delivery, Exception failure) {
    int failures = delivery.attempts() + 1;
    ledger.postponed(delivery, delivery.reason(), failures, delivery.failingSince());
    if (SenderAway.isCauseOf(failure)) {
      LOG.debug("{} is done. {}", label.of(delivery), failure.getMessage());
    } else {
      LOG.warn(
          "{} is done, but its folder could not be tidied up: {}",
          label.of(delivery),
          words(failure));
    }
    return new RetryAt(clock.instant().plus(schedule.waitAfter(failures)));
  }

  private RetryAt setAside(Delivery delivery, String reason) {
    if (delivery.isAssociationUncertain()) {
      ledger.undecided(delivery, reason, clock.instant());
    } else {
      ledger.failed(delivery, reason, clock.instant());
    }
    LOG.error("Failed: {}. {}", label.of(delivery), reason);
    events.publishEvent(new DeliveryEnded(delivery));
    return new RetryAt(clock.instant());
  }

  /** Nothing has failed: the wait does not grow, and the delivery is not given up for it. */
  private RetryAt waiting(Delivery delivery, Exception why, Instant until) {
    ledger.postponed(delivery, words(why), delivery.attempts(), delivery.failingSince());
    LOG.debug("Waiting: {}. {}", label.of(delivery), words(why));
    tell(delivery, why, until);
    return new RetryAt(until);
  }

  private RetryAt postpone(Delivery delivery, Exception failure, Instant until) {
    Instant now = clock.instant();
    boolean first = delivery.failingSince() == null || delivery.hasProgressed();
    ledger.postponed(
        delivery, words(failure), failures(delivery), first ? now : delivery.failingSince());
    LOG.warn(
        "Postponed: {}. {}. Next attempt in {} s",
        label.of(delivery),
        words(failure),
        Math.max(0, Duration.between(now, until).toSeconds()));
    tell(delivery, failure, until);
    return new RetryAt(until);
  }

  private void tell(Delivery delivery, Exception why, Instant until) {
    Duration wait = Duration.between(clock.instant(), until);
    events.publishEvent(
        new DeliveryWaits(delivery, WaitReason.of(why), wait.isNegative() ? Duration.ZERO : wait));
  }

  /** The association is known not to have been carried out: it never went out, or was refused. */
  private static boolean wasNotMade(Exception failure) {
    return failure instanceof Refused
        || failure instanceof TokenRejected
        || failure instanceof LoginRefused
        || failure instanceof BusyUntil busy && !busy.isCarriedOutPerhaps()
        || failure instanceof NotSent
        || failure instanceof ConnectException
        || failure instanceof UnknownHostException;
  }

  private Instant nextTime(Delivery delivery, Exception failure) {
    Instant now = clock.instant();
    if (failure instanceof BusyUntil busy) {
      return busy.until();
    }
    if (failure instanceof LoginRefused) {
      return now.plus(WITHOUT_LOGIN);
    }
    return now.plus(schedule.waitAfter(failures(delivery)));
  }

  /** How often it has failed since it last got on, this time included. */
  private static int failures(Delivery delivery) {
    return delivery.hasProgressed() ? 1 : delivery.attempts() + 1;
  }

  private static String words(Exception failure) {
    if (failure instanceof ProcoreFailure || failure instanceof NotSent) {
      return failure.getMessage();
    }
    if (failure instanceof JacksonException) {
      return "Procore's answer cannot be understood";
    }
    if (failure instanceof NoSuchFileException) {
      return "Its bytes are not in the spool any more. Put the file in again";
    }
    return FailureText.of(failure);
  }
}
