package dev.sitedrop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.WaitTally;
import java.time.Instant;
import java.util.List;

/**
 * How SiteDrop stands.
 *
 * @param due deliveries that are due or under way
 * @param waiting those that are tried again later
 * @param failed those that a person has to look at
 * @param deliveredToday since midnight at the site
 * @param refusedToday what was given back to its sender since then, and never accepted
 * @param oldest when the oldest came that is neither delivered nor set aside; left out if none is
 * @param reasons why some wait
 * @param refusals the last ones that were given back, newest first
 * @param companies where it delivers to
 * @param sources what it watches
 */
@JsonInclude(Include.NON_NULL)
record StatusJson(
    long due,
    long waiting,
    long failed,
    long deliveredToday,
    long refusedToday,
    Instant oldest,
    List<WaitTally> reasons,
    List<Refusal> refusals,
    List<CompanyJson> companies,
    List<SourceJson> sources) {

  /**
   * @param name as the settings call it; empty for the one without a name
   * @param destination which Procore and company
   * @param pausedUntil until when Procore's rate limit leaves no call; left out if it leaves some
   */
  @JsonInclude(Include.NON_NULL)
  record CompanyJson(String name, String destination, Instant pausedUntil) {}

  /**
   * @param name of the source
   * @param watches the folder, server or mailbox
   */
  record SourceJson(String name, String watches) {}
}
