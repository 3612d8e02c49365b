package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.ProcoreAccount;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * Keeps a delivery from going elsewhere than it was accepted for: what was dropped while trying the
 * sandbox must not turn up in a real project when credentials are set later.
 */
@Component
public class RightDestination {
  private final ProcoreAccount account;

  RightDestination(ProcoreAccount account) {
    this.account = account;
  }

  /**
   * @throws Refused if SiteDrop delivers to another Procore or company now
   */
  public void check(@Body Delivery delivery) {
    if (!delivery.destination().equals(account.destination())) {
      throw new Refused(
          "It was accepted for "
              + delivery.destination()
              + ", and SiteDrop delivers to "
              + account.destination()
              + " now. Put it back into the inbox to deliver it there");
    }
  }
}
