package dev.sitedrop.delivery;

import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/**
 * Keeps a delivery from going elsewhere than it was accepted for: what was dropped while trying the
 * sandbox must not turn up in a real project when credentials are set later, nor one company's
 * photos with another when that is taken out of the settings.
 */
@Component
public class RightDestination {
  private final Companies companies;

  RightDestination(Companies companies) {
    this.companies = companies;
  }

  /**
   * The company that a delivery was accepted for.
   *
   * @throws Refused if SiteDrop does not deliver there any more
   */
  public Company of(@Body Delivery delivery) {
    return companies.at(delivery.destination()).orElseThrow(() -> gone(delivery));
  }

  private Refused gone(Delivery delivery) {
    String now =
        companies.all().stream().map(Company::destination).collect(Collectors.joining(" and to "));
    return new Refused(
        "It was accepted for "
            + delivery.destination()
            + ", and SiteDrop delivers to "
            + now
            + " now. Put it back "
            + (companies.areSeveral()
                ? "when that company is in the settings again, or give it to a source of another"
                : "into the inbox to deliver it there"));
  }
}
