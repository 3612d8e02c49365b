package dev.sitedrop.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.delivery.AssociationSearch.Candidate;
import dev.sitedrop.delivery.AssociationSearch.Likeness;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.OtherDeliveries;
import dev.sitedrop.ledger.OtherDeliveries.Uncertain;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out whether an association was carried out whose answer is not known. A POST is not
 * repeatable: to send it again without asking could make a second resource.
 */
@Component
public class FindAssociated {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeliveryLedger ledger;
  private final OtherDeliveries others;
  private final Confirmation confirmation;
  private final Verdict verdict;
  private final Clock clock;
  private final DeliveryLabel label;

  FindAssociated(
      DeliveryLedger ledger,
      OtherDeliveries others,
      Confirmation confirmation,
      Verdict verdict,
      Clock clock,
      DeliveryLabel label) {
    this.ledger = ledger;
    this.others = others;
    this.confirmation = confirmation;
    this.verdict = verdict;
    this.clock = clock;
    this.label = label;
  }

  /** The call that tells who the account is. */
  public ProcoreCall whoAmI() {
    return ProcoreCall.get("/rest/v1.0/me", Map.of());
  }

  /** Remembers who the account is, or that Procore does not tell. */
  public void iAm(@Body ApiAnswer answer, @Variable("company") Company company)
      throws JsonProcessingException {
    if (answer.status() / 100 == 2) {
      company.accountIs(new MadeResource(JSON.readTree(verdict.ofApi(answer))).id());
    } else if (answer.status() / 100 == 4 && answer.status() != 401 && answer.status() != 429) {
      company.accountIs(null);
    }
  }

  /** A new search for what this delivery may have made. */
  public AssociationSearch search(@Body Delivery delivery, @Variable("company") Company company) {
    return new AssociationSearch(delivery, clock.instant(), company.accountId());
  }

  /**
   * Reads one page of the list that Procore answered.
   *
   * @throws dev.sitedrop.procore.ProcoreFailure if it is none
   */
  public void read(@Variable("search") AssociationSearch search, @Body ApiAnswer answer)
      throws JsonProcessingException {
    boolean refused = answer.status() == 400 || answer.status() == 406 || answer.status() == 422;
    if (refused && search.passOver()) {
      return;
    }
    JsonNode page = JSON.readTree(verdict.ofApi(answer));
    Duration ahead =
        answer.date() == null ? null : Duration.between(clock.instant(), answer.date());
    search.read(page, answer.links(), ahead);
  }

  /**
   * Writes down what the search has shown: the delivery is done, or made, or its association may be
   * sent again.
   *
   * @throws NotYet if it was not found, but the call may still be on its way
   * @throws Undecided if it cannot be told; both facts are in the message
   */
  public void decide(
      @Variable("search") AssociationSearch search, @Variable("delivery") Delivery delivery) {
    if (search.certain() != null) {
      found(search.certain(), delivery);
      return;
    }
    // asked first: one that is delivered by now is known by its resource below
    List<Uncertain> uncertain = others.uncertain(delivery);
    List<Candidate> candidates = open(search, delivery, uncertain);
    List<Candidate> same =
        candidates.stream().filter(one -> one.likeness() == Likeness.SAME).toList();
    boolean twin =
        same.stream().anyMatch(one -> isOf(uncertain, one.resource().json(), delivery.target()));
    if (same.size() == 1 && !twin) {
      found(same.get(0).resource(), delivery);
      return;
    }
    if (same.isEmpty() && clock.instant().isBefore(delivery.absenceCountsFrom())) {
      throw new NotYet(
          "Procore does not show it yet, and may still be busy with it",
          delivery.absenceCountsFrom());
    }
    if (!candidates.isEmpty()) {
      throw undecidable(shows(candidates), delivery);
    }
    if (isHidden(delivery)) {
      throw undecidable(
          "does not show it; but it is private, and Procore may not show private photos to"
              + " SiteDrop's account",
          delivery);
    }
    ledger.absent(delivery);
  }

  /**
   * What bears an upload of another delivery, or is known to be another's, is not this one's; nor,
   * where URLs bear uuids, what does not bear this one's; nor what only may be this one's, and is
   * the same as was sent for another.
   */
  private List<Candidate> open(
      AssociationSearch search, Delivery delivery, List<Uncertain> uncertain) {
    boolean uuidsTell = others.urlsBearUuids(delivery);
    return search.candidates().stream()
        .filter(one -> !uuidsTell || one.resource().urls().isEmpty())
        .filter(
            one ->
                one.likeness() == Likeness.SAME
                    || !isOf(uncertain, one.resource().json(), delivery.target()))
        .filter(one -> !others.isKnownResource(delivery, one.resource().id()))
        .filter(
            one ->
                !others.nameUploadOfAnother(
                    delivery, AssociationSearch.wordsOfUrls(one.resource())))
        .toList();
  }

  private static boolean isOf(List<Uncertain> uncertain, JsonNode resource, Target target) {
    return uncertain.stream()
        .anyMatch(
            sent ->
                target == Target.IMAGE
                    ? SameFile.isNamedAlike(sent.name(), sent.size(), resource)
                    : SameAccident.is(ResourceFields.of(sent.fields()), resource));
  }

  /** Private photos are listed to few accounts, so that their absence proves nothing. */
  private static boolean isHidden(Delivery delivery) {
    return delivery.target() == Target.IMAGE
        && ResourceFields.of(delivery).path("private").asBoolean();
  }

  private void found(MadeResource resource, Delivery delivery) {
    confirmation.write(resource, delivery);
    LOG.warn(
        "Found {} in Procore: the answer to an earlier attempt had been lost", label.of(delivery));
  }

  private static String shows(List<Candidate> candidates) {
    return "shows "
        + candidates.size()
        + " that may be it (ids "
        + String.join(", ", candidates.stream().map(one -> one.resource().id().toString()).toList())
        + ")";
  }

  private static Undecided undecidable(String procore, Delivery delivery) {
    return new Undecided(delivery, "Procore " + procore);
  }
}
