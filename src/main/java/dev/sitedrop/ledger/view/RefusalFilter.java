package dev.sitedrop.ledger.view;

import java.time.Instant;

/**
 * Which refusals are asked for; whatever is null asks for nothing.
 *
 * @param source the configured name of the source
 * @param text a part of what its sender called it, or of the reason; in any case
 * @param from refused at this time or later
 * @param until refused before this time
 */
public record RefusalFilter(String source, String text, Instant from, Instant until) {

  /**
   * What a filter of deliveries asks of refusals. Its state, project and target are left out: what
   * was refused has none.
   */
  public static RefusalFilter of(DeliveryFilter filter) {
    return new RefusalFilter(filter.source(), filter.text(), filter.from(), filter.until());
  }
}
