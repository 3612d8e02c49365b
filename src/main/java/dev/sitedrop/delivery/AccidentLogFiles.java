package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Sees to the files of an accident log that Procore has made. Whether Procore takes {@code
 * upload_ids} with a new log, and when it shows the files, its documentation leaves open. So it is
 * given time; if it shows none of them, it is told once more, by a change of the log; and if they
 * are still missing, a person has to add them. The log itself is never made again.
 */
@Component
public class AccidentLogFiles {
  private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 405, 406, 409, 410, 422);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  private final DeliveryLedger ledger;
  private final Confirmation confirmation;
  private final Verdict verdict;
  private final DeliverySettings settings;
  private final Clock clock;

  AccidentLogFiles(
      DeliveryLedger ledger,
      Confirmation confirmation,
      Verdict verdict,
      DeliverySettings settings,
      Clock clock) {
    this.ledger = ledger;
    this.confirmation = confirmation;
    this.verdict = verdict;
    this.settings = settings;
    this.clock = clock;
  }

  /** The call that shows the log. */
  public ProcoreCall show(@Body Delivery delivery) {
    return ProcoreCall.get(address(delivery), Map.of());
  }

  /**
   * Writes down that the files are there; does nothing if the log has to be told of them once more.
   *
   * @throws NotYet if they may still come
   * @throws Refused if a person has to add them
   */
  public void judge(@Body JsonNode answer, @Variable("delivery") Delivery delivery) {
    MadeResource log = new MadeResource(answer);
    if (Confirmation.isWhole(log, delivery)) {
      confirmation.write(withId(log, delivery), delivery);
      return;
    }
    if (clock.instant().isBefore(delivery.absenceCountsFrom())) {
      throw new NotYet(
          "Procore does not show all files of the accident log yet", nextLook(delivery));
    }
    if (!log.json().path("attachments").isArray()) {
      // they may be there: to tell them once more could make each of them two
      throw new Refused(unseen(delivery, "Procore does not show its files"));
    }
    if (!log.files().isEmpty() || delivery.isRepairIntended()) {
      throw new Refused(missing(delivery, log.files().size()));
    }
  }

  /** Writes down the intent, and gives the call that tells the log of its files once more. */
  public ProcoreCall repair(@Body Delivery delivery) {
    ObjectNode log = JsonNodeFactory.instance.objectNode();
    log.set("upload_ids", AccidentLogAssociation.uploadIds(delivery));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("accident_log", log);
    Instant now = clock.instant();
    ledger.intendsToRepair(delivery, now, now.plus(settings.absenceAfter()));
    return ProcoreCall.patch(address(delivery), body).once(AssociationIntent.purpose(delivery));
  }

  /**
   * Looks again later, whatever the answer shows. A refusal may mean that the log has the files
   * already, and shows them late.
   *
   * @throws NotYet always, but for what {@link Verdict} says of an answer that passes
   */
  public void repaired(@Body ApiAnswer answer, @Variable("delivery") Delivery delivery) {
    if (!REFUSALS.contains(answer.status())) {
      verdict.ofApi(answer);
    }
    throw new NotYet(
        "Procore was told once more which files the accident log has", nextLook(delivery));
  }

  /** The answer to a look need not repeat what was asked for. */
  private static MadeResource withId(MadeResource log, Delivery delivery) {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    if (log.json().isObject()) {
      known.setAll((ObjectNode) log.json());
    }
    return new MadeResource(known.put("id", delivery.resourceId()));
  }

  /** The longer it takes, the later; and once when the time is up. */
  private Instant nextLook(Delivery delivery) {
    Instant now = clock.instant();
    Instant end = delivery.absenceCountsFrom();
    int times = delivery.isRepairIntended() ? 1 : Confirmation.PATIENCE;
    Duration sofar = settings.absenceAfter().multipliedBy(times).minus(Duration.between(now, end));
    Instant next = now.plus(sofar.compareTo(FIRST_LOOK) < 0 ? FIRST_LOOK : sofar);
    return next.isBefore(end) ? next : end;
  }

  /** What a person has to know of a log whose files are missing. */
  private static String missing(Delivery delivery, int shown) {
    int sent = delivery.attachments().size();
    return isMade(delivery)
        + ", but it shows "
        + (shown == 0 ? "none" : Integer.toString(shown))
        + " of its "
        + sent
        + (sent == 1 ? " file (" : " files (")
        + delivery.attachments().stream().map(Attachment::name).collect(Collectors.joining(", "))
        + "). Add what is missing to it in Procore: when it is tried again, SiteDrop looks anew";
  }

  /** What a person has to know of a log when its files cannot be asked for. */
  static String unseen(Delivery delivery, String why) {
    return isMade(delivery)
        + ", but whether it has its files could not be found out: "
        + why
        + ". Look at it in Procore";
  }

  private static String isMade(Delivery delivery) {
    return "Procore has made accident log "
        + delivery.resourceId()
        + (delivery.resourceUrl() == null ? "" : " (" + delivery.resourceUrl() + ")");
  }

  private static String address(Delivery delivery) {
    return AccidentLogAssociation.path(delivery) + "/" + delivery.resourceId();
  }
}
