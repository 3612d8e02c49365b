package dev.sitedrop.intake;

import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Target;
import java.io.IOException;

/**
 * How a kind of source lets go of what it handed in, and shows its sender what became of it. Every
 * method may be called again for the same arrival after a crash and then finishes what is left.
 */
public interface Settlement {

  /**
   * The ledger has the arrival: take it out of the way, but keep it until it is settled.
   *
   * @param target where it goes, now that this is decided
   */
  void accept(Arrival arrival, Target target) throws IOException;

  /** Procore has confirmed it: show the receipt. */
  void deliver(Arrival arrival, Delivery delivery) throws IOException;

  /** It was accepted and has failed since: give it back with the reason. */
  void fail(Arrival arrival, Delivery delivery) throws IOException;

  /** Why a delivery has failed, and by which rule it came there: that may be what is wrong. */
  static String reason(Arrival arrival, Delivery delivery) {
    String said = delivery.reason();
    return arrival.rule() == null
        ? said
        : said
            + (said.endsWith(".") ? "" : ".")
            + " By rule "
            + arrival.rule()
            + " it went to project "
            + delivery.projectId()
            + " as an "
            + delivery.target().label();
  }

  /**
   * It was never accepted: give it back with the reason. The ledger knows nothing of it.
   *
   * @param reason what is wrong and what to do, in plain words
   * @return what its sender was told, in the words of this kind of source
   */
  GivenBack refuse(IncomingDrop drop, String reason) throws IOException;
}
