package dev.sitedrop.signals;

import dev.sitedrop.delivery.BytesStored;
import dev.sitedrop.delivery.DeliveryEnded;
import dev.sitedrop.delivery.DeliveryWaits;
import dev.sitedrop.intake.DropRefused;
import dev.sitedrop.intake.DropTaken;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Opening.Outcome;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What becomes of files, as metrics of this copy. */
@Component
class DeliveryMeters {
  /** From what a person waits for to what a person has to look at. */
  private static final Duration[] STEPS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1),
    Duration.ofDays(3)
  };

  private final MeterRegistry meters;
  private final ArrivalLedger arrivals;
  private final Companies companies;

  DeliveryMeters(MeterRegistry meters, ArrivalLedger arrivals, Companies companies) {
    this.meters = meters;
    this.arrivals = arrivals;
    this.companies = companies;
  }

  @EventListener
  void taken(DropTaken drop) {
    if (drop.outcome() != Outcome.REPEATED) {
      boolean isKnown = drop.outcome() == Outcome.KNOWN;
      count(isKnown ? "known" : "opened", label(drop.target()), drop.source());
    }
  }

  @EventListener
  void refused(DropRefused drop) {
    count("refused", "none", drop.source());
  }

  @EventListener
  void ended(DeliveryEnded ended) {
    Delivery delivery = ended.delivery();
    String target = label(delivery.target());
    String source = sourceOf(delivery);
    if (delivery.isDelivered()) {
      count("delivered", target, source);
      Timer.builder("sitedrop.delivery")
          .description("From drop to delivered")
          .tags("target", target, "source", source)
          .serviceLevelObjectives(STEPS)
          .register(meters)
          .record(Duration.between(delivery.openedAt(), delivery.finishedAt()));
    } else {
      count("failed", target, source);
    }
  }

  @EventListener
  void waits(DeliveryWaits wait) {
    Waits.record(meters, wait.reason().name(), wait.time());
  }

  @EventListener
  void stored(BytesStored bytes) {
    Counter.builder("sitedrop.stored")
        .baseUnit("bytes")
        .description("What storage has confirmed")
        .tag("company", companies.at(bytes.destination()).map(Company::label).orElse("none"))
        .register(meters)
        .increment(bytes.bytes());
  }

  private void count(String state, String target, String source) {
    Counter.builder("sitedrop.deliveries")
        .description("What became of what was handed in")
        .tags("state", state, "target", target, "source", source)
        .register(meters)
        .increment();
  }

  /** A metric is not worth an attempt that fails for it. */
  private String sourceOf(Delivery delivery) {
    try {
      return arrivals.sourceOf(delivery.id()).orElse("none");
    } catch (DataAccessException | TransactionException away) {
      return "none";
    }
  }

  private static String label(Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }
}
