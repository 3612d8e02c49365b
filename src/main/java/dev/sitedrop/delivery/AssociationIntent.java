package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.SendBefore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Writes down that an association is about to be sent, and lets it go out only shortly after the
 * ledger has taken that. Whoever takes the delivery over believes Procore's silence only from
 * {@code delivery.absence-after} on after that moment: by then, what was sent has arrived.
 */
@Component
class AssociationIntent {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final DeliveryLedger ledger;
  private final DeliverySettings settings;
  private final Clock clock;

  AssociationIntent(DeliveryLedger ledger, DeliverySettings settings, Clock clock) {
    this.ledger = ledger;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @return asked when the call's turn has come, which may take long: until when it may go out
   * @throws dev.sitedrop.ledger.LeaseLost here and there, if the delivery is another attempt's now
   */
  Supplier<SendBefore> writeDown(Delivery delivery) {
    SendBefore first = SendBefore.in(window());
    Instant now = clock.instant();
    ledger.intendsToAssociate(delivery, now, now.plus(settings.absenceAfter()));
    return () -> first.holdsFor(window().dividedBy(2)) ? first : again(delivery);
  }

  /**
   * What an association is for, for {@code Idempotency-Token}: another one after a person has taken
   * the delivery up again.
   */
  static String purpose(Delivery delivery) {
    return delivery.id() + "/" + delivery.reopened();
  }

  private SendBefore again(Delivery delivery) {
    SendBefore until = SendBefore.in(window());
    ledger.stillIntendsToAssociate(delivery, clock.instant().plus(settings.absenceAfter()));
    return until;
  }

  private Duration window() {
    Duration third = settings.absenceAfter().dividedBy(3);
    if (third.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return third.compareTo(LONGEST) < 0 ? third : LONGEST;
  }
}
