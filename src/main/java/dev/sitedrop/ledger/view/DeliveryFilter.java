package dev.sitedrop.ledger.view;

import dev.sitedrop.ledger.Target;
import java.time.Instant;

/**
 * Which deliveries are asked for; whatever is null asks for nothing.
 *
 * @param projectId Procore's project id
 * @param source the configured name of a source that one of its arrivals came from
 * @param text a part of a file name, of what its sender called it, or of the reason; in any case
 * @param from opened at this time or later
 * @param until opened before this time
 */
public record DeliveryFilter(
    DeliveryState state,
    Long projectId,
    Target target,
    String source,
    String text,
    Instant from,
    Instant until) {

  /** All there are. */
  public static final DeliveryFilter ALL =
      new DeliveryFilter(null, null, null, null, null, null, null);

  /** All that stand so. */
  public static DeliveryFilter in(DeliveryState state) {
    return new DeliveryFilter(state, null, null, null, null, null, null);
  }

  /** Whether refused files could be meant as well: they have no state, project or target. */
  public boolean mayMeanRefusals() {
    return state == null && projectId == null && target == null;
  }
}
