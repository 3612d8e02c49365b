package dev.sitedrop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sitedrop.ledger.view.Refusal;
import dev.sitedrop.ledger.view.WaitTally;
import dev.sitedrop.status.SourceState;
import dev.sitedrop.status.Standing;
import dev.sitedrop.status.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How SiteDrop stands. What the ledger counts is left out while it cannot be read.
 *
 * @param level {@code fine}, {@code held_up} or {@code needs_person}
 * @param troubles what is wrong, the most pressing first
 * @param underWay deliveries that a worker is at
 * @param waiting all others that are not finished
 * @param failed those that a person has to look at
 * @param deliveredToday since midnight at the site
 * @param refusedToday what was given back to its sender since then, and never accepted
 * @param unseen refusals that nobody has marked as seen
 * @param oldest when the oldest came that is neither delivered nor set aside; left out if none is
 * @param reasons why some wait
 * @param left when the backlog of each company will be done
 * @param projects the same for each project
 * @param refusals the last ones that were given back, newest first
 * @param companies where it delivers to
 * @param sources those that run
 */
@JsonInclude(Include.NON_NULL)
record StatusJson(
    String level,
    List<TroubleJson> troubles,
    Long underWay,
    Long waiting,
    Long failed,
    Long deliveredToday,
    Long refusedToday,
    Long unseen,
    Instant oldest,
    List<WaitTally> reasons,
    List<LeftJson> left,
    List<LeftJson> projects,
    List<Refusal> refusals,
    List<CompanyJson> companies,
    List<SourceJson> sources) {

  /**
   * Something that is wrong.
   *
   * @param code such as {@code procore} or {@code source_file}
   * @param what in words
   * @param since when it began; left out if that is not known
   * @param until when it will be over; left out if that is not known
   * @param deliveries how many it holds up or is about; left out if that is not known
   * @param remedy what to do
   */
  @JsonInclude(Include.NON_NULL)
  record TroubleJson(
      String code,
      boolean needsPerson,
      String subject,
      String what,
      Instant since,
      Instant until,
      Long deliveries,
      String remedy) {
    static TroubleJson of(Trouble one) {
      return new TroubleJson(
          one.kind().name().toLowerCase(Locale.ROOT),
          one.kind().urgency() == Trouble.Urgency.NEEDS_PERSON,
          one.subject(),
          one.what(),
          one.since(),
          one.until(),
          one.holdsUp() == 0 ? null : one.holdsUp(),
          one.remedy());
    }
  }

  /**
   * What is not finished.
   *
   * @param company its name, or its id where it has none
   * @param project Procore's id; left out where it is all of a company
   * @param deliveries how many are not finished
   * @param minutes until they are; left out if that cannot be told
   * @param done the same in words, such as {@code in about 62 min at Procore's limit}
   */
  @JsonInclude(Include.NON_NULL)
  record LeftJson(String company, Long project, long deliveries, Long minutes, String done) {
    static LeftJson of(Standing.Left one) {
      return new LeftJson(
          one.company(), one.projectId(), one.deliveries(), one.minutes(), one.words());
    }
  }

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
   * @param lastGood when it was looked into last; left out if this copy did not yet
   * @param problem why it cannot be; left out if it can
   */
  @JsonInclude(Include.NON_NULL)
  record SourceJson(String name, String watches, Instant lastGood, String problem) {
    static SourceJson of(SourceState one) {
      return new SourceJson(one.name(), one.watched(), one.lastGood(), one.problem());
    }
  }
}
