package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.claim.ClaimCheck;
import dev.sitedrop.claim.ClaimedSegment;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.IntakeLedger;
import dev.sitedrop.ledger.NewDelivery;
import dev.sitedrop.ledger.Opening;
import dev.sitedrop.ledger.RefusalLedger;
import dev.sitedrop.ledger.Segment;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.Taken;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The one door: takes a drop in, whatever source it comes from, or refuses it. */
@Component
public class Intake {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Deciding deciding;
  private final Claiming claiming;
  private final TargetRule targetRule;
  private final Fields fields;
  private final IntakeLedger ledger;
  private final DeliveryLedger deliveries;
  private final ProtocolRule protocolRule;
  private final Map<String, Settlement> settlements;
  private final Clock clock;
  private final RefusalLedger refusals;
  private final ApplicationEventPublisher events;

  Intake(
      Deciding deciding,
      Claiming claiming,
      TargetRule targetRule,
      Fields fields,
      IntakeLedger ledger,
      DeliveryLedger deliveries,
      ProtocolRule protocolRule,
      Map<String, Settlement> settlements,
      Clock clock,
      RefusalLedger refusals,
      ApplicationEventPublisher events) {
    this.refusals = refusals;
    this.events = events;
    this.deciding = deciding;
    this.claiming = claiming;
    this.targetRule = targetRule;
    this.fields = fields;
    this.ledger = ledger;
    this.deliveries = deliveries;
    this.protocolRule = protocolRule;
    this.settlements = settlements;
    this.clock = clock;
  }

  /**
   * Opens the delivery of a drop, and lets the source go once the ledger has it.
   *
   * @throws RefusedDrop if it can never be delivered as it is
   * @throws IOException if it cannot be read now; the source will hand it in again
   */
  public void accept(@Body IncomingDrop drop) throws IOException {
    if (drop.problem() != null) {
      throw new RefusedDrop(drop.problem());
    }
    Optional<Opening> before = ledger.findUnsettled(drop.fingerprint());
    Opening opening = before.isPresent() ? before.get() : open(drop);
    Target target = deliveries.find(opening.deliveryId()).orElseThrow().target();
    settlements.get(drop.settlement()).accept(opening.arrival(), target);
    if (opening.outcome() == Opening.Outcome.REPEATED) {
      ledger.acceptedAgain(opening);
    }
  }

  private Opening open(IncomingDrop drop) throws IOException {
    Decision decision = deciding.of(drop);
    Target target = decision.target();
    Sidecar sidecar = decision.sidecar();
    List<ClaimedFile> files =
        claiming.claim(
            drop.files(),
            Claiming.Beside.of(drop, decision),
            (file, type) -> targetRule.of(decision.said(), Shown.of(file.name()), type));
    // Once the ledger is asked, only its answer tells whose the bytes are: after a failure they
    // stay, and the sweep at the next start removes them if no delivery needs them.
    ObjectNode complete = fields.of(sidecar, decision.byRule(), target, files);
    Opening opening =
        ledger.open(
            new NewDelivery(
                drop.destination(),
                decision.projectId(),
                target,
                ContentKey.of(files, target, sidecar.fields()),
                complete.toString(),
                fields.said(sidecar).toString(),
                attachments(files)),
            arrival(drop, decision.rule()));
    if (!opening.keepsBytes()) {
      claiming.release(files);
    }
    claiming.releaseKeys(opening.freed());
    decision
        .rule()
        .ifPresent(
            applied ->
                LOG.atInfo()
                    .addKeyValue(Delivery.IN_LOG, opening.deliveryId())
                    .log(
                        "By rule {}: {} goes to project {} as an {}",
                        applied.number(),
                        Shown.of(drop.name()),
                        decision.projectId(),
                        target.label()));
    LOG.atDebug()
        .addKeyValue(Delivery.IN_LOG, opening.deliveryId())
        .log(
            "Accepted {} from {} for project {} ({})",
            Shown.of(drop.name()),
            drop.source(),
            decision.projectId(),
            opening.outcome());
    events.publishEvent(new DropTaken(drop.source(), target, opening.outcome()));
    return opening;
  }

  private Arrival arrival(IncomingDrop drop, Optional<Rule> rule) {
    return new Arrival(
        UUID.randomUUID(),
        drop.source(),
        drop.settlement(),
        drop.name(),
        drop.origin(),
        drop.fingerprint(),
        clock.instant(),
        false,
        "",
        rule.map(Rule::number).orElse(null));
  }

  private List<Attachment> attachments(List<ClaimedFile> files) {
    List<Attachment> attachments = new ArrayList<>();
    for (ClaimedFile file : files) {
      List<Segment> segments = new ArrayList<>();
      ClaimCheck claim = file.sent().claim();
      for (ClaimedSegment s : claim.segments()) {
        segments.add(new Segment(segments.size(), s.offset(), s.size(), s.sha256()));
      }
      attachments.add(
          new Attachment(
              UUID.randomUUID(),
              attachments.size(),
              ProcoreName.of(file.sent().name()),
              file.sent().contentType(),
              claim.size(),
              claim.sha256(),
              claim.key(),
              protocolRule.of(claim.size()),
              new Taken(file.taken().at(), file.taken().from()),
              segments));
    }
    return attachments;
  }

  /** Gives a drop back to its sender with the reason. */
  public void refuse(@Variable("drop") IncomingDrop drop, @ExchangeException RefusedDrop refusal)
      throws IOException {
    GivenBack given;
    try {
      given = settlements.get(drop.settlement()).refuse(drop, refusal.getMessage());
    } catch (SenderAway unreachable) {
      // without the cause: its sender cannot be told now, so at least the log is
      throw new IOException(
          "it is refused: " + refusal.getMessage() + " " + unreachable.getMessage());
    }
    LOG.warn("Refused: {}. {}", Shown.of(drop.name()), Shown.of(given.reason()));
    try {
      refusals.refused(
          drop.fingerprint(),
          drop.source(),
          drop.name(),
          given.reason(),
          given.whereabouts(),
          clock.instant());
    } catch (DataAccessException e) {
      LOG.debug("The ledger does not know of a refusal", e); // its sender does, and the log
    }
    events.publishEvent(new DropRefused(drop.source()));
  }
}
