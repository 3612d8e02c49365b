package dev.sitedrop.api;

import dev.sitedrop.api.FilterReader.BadParameter;
import dev.sitedrop.ledger.CannotSteer;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.RefusalLedger;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryList;
import dev.sitedrop.ledger.view.DeliveryPage;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.DeliverySummary;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.status.Status;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What can be done about deliveries and refusals; not there where people may only look. */
@RestController
@ConditionalOnProperty(name = "console.read-only", havingValue = "false", matchIfMissing = true)
class ActionsController {
  /** So many in one request, so that it ends within the patience of whoever asks. */
  private static final int MOST_AT_ONCE = 200;

  private static final int PAGE = 100;

  private final DeliverySteering steering;
  private final DeliveryList list;
  private final DeliveriesController deliveries;
  private final FilterReader filters;
  private final RefusalLedger refusals;
  private final Status status;

  ActionsController(
      DeliverySteering steering,
      DeliveryList list,
      DeliveriesController deliveries,
      FilterReader filters,
      RefusalLedger refusals,
      Status status) {
    this.steering = steering;
    this.list = list;
    this.deliveries = deliveries;
    this.filters = filters;
    this.refusals = refusals;
    this.status = status;
  }

  /**
   * @param reason in the person's own words
   */
  record Discarding(String reason) {}

  /**
   * @param retried how many are tried again
   * @param before where to go on, as the parameter {@code before}; null if nothing is left
   */
  record Retried(int retried, String before) {}

  @PostMapping("/api/deliveries/{id}/retry")
  DeliveryDetailJson retry(@PathVariable String id, HttpServletRequest request) {
    steering.retry(DeliveryId.of(id), who(request));
    return deliveries.show(id);
  }

  /** Of one that may be in Procore or not, for whoever has looked there and not found it. */
  @PostMapping("/api/deliveries/{id}/send-again")
  DeliveryDetailJson sendAgain(@PathVariable String id, HttpServletRequest request) {
    steering.sendAgain(DeliveryId.of(id), who(request));
    return deliveries.show(id);
  }

  @PostMapping("/api/deliveries/{id}/discard")
  DeliveryDetailJson discard(
      @PathVariable String id, @RequestBody Discarding wanted, HttpServletRequest request) {
    String reason = wanted.reason() == null ? "" : wanted.reason().strip();
    if (reason.isEmpty() || reason.length() > DeliverySteering.LONGEST_REASON) {
      throw new BadParameter(
          "reason", reason, "a text of 1 to " + DeliverySteering.LONGEST_REASON + " characters");
    }
    steering.discard(DeliveryId.of(id), reason, who(request));
    return deliveries.show(id);
  }

  /** All that have failed, or that wait, as the filter says; newest first. */
  @PostMapping("/api/deliveries/retry")
  Retried retryAll(@RequestParam Map<String, String> said, HttpServletRequest request) {
    DeliveryFilter filter = filters.filter(said);
    if (filter.state() != DeliveryState.FAILED && filter.state() != DeliveryState.UNDER_WAY) {
      throw new BadParameter("state", said.getOrDefault("state", ""), "failed or under_way");
    }
    int retried = 0;
    PageKey before = filters.before(said);
    for (int looked = 0; looked < MOST_AT_ONCE; looked += PAGE) {
      DeliveryPage page = list.find(filter, before, PAGE);
      for (DeliverySummary one : page.deliveries()) {
        retried += retried(one, request) ? 1 : 0;
      }
      if (page.older().isEmpty()) {
        return new Retried(retried, null);
      }
      before = page.older().get();
    }
    return new Retried(retried, before.toString());
  }

  /** One that was delivered meanwhile does not hold back the others. */
  private boolean retried(DeliverySummary one, HttpServletRequest request) {
    try {
      steering.retry(one.id(), who(request));
      return true;
    } catch (CannotSteer meanwhile) {
      return false;
    }
  }

  /**
   * @param marked how many nobody had seen before
   */
  record Seen(int marked) {}

  /**
   * Whoever asks for this has looked at all that was refused until then.
   *
   * @param until left out for now
   */
  @PostMapping("/api/refusals/seen")
  Seen seen(@RequestParam(required = false) Instant until) {
    Instant now = Instant.now();
    boolean isNow = until == null || until.isAfter(now) || until.isBefore(Instant.EPOCH);
    int marked = refusals.seen(isNow ? now : until);
    status.changed();
    return new Seen(marked);
  }

  /** Where nobody has to log in, whoever reaches this machine's loopback. */
  private static String who(HttpServletRequest request) {
    return request.getRemoteUser() == null ? "this machine" : request.getRemoteUser();
  }
}
