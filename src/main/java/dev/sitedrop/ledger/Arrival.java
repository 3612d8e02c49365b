package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * One time a source handed something in. Several arrivals may lead to one delivery: the same photo
 * dropped twice makes one image, and each drop gets its own receipt.
 *
 * @param id names the arrival, and the place where its source keeps it until it is settled
 * @param source the configured name of the source, such as {@code inbox}
 * @param settlement names the bean that lets it go at its source and reports back
 * @param name what its sender calls it: a file or folder name, relative to the source
 * @param origin where it came from, as JSON that only its source reads
 * @param fingerprint equal for two looks at the same unchanged thing; a source file that comes
 *     again before it was let go is recognised by it
 * @param arrivedAt when it was accepted
 * @param duplicate whether a delivery of the same content was known already when it came
 * @param unsent names the fields that its sender gave and that are not sent, because that delivery
 *     bears others; empty if none
 * @param rule the number of the rule that was used for it, from 1, as the table was then; null if
 *     none was
 */
public record Arrival(
    UUID id,
    String source,
    String settlement,
    String name,
    String origin,
    String fingerprint,
    Instant arrivedAt,
    boolean duplicate,
    String unsent,
    Integer rule) {

  /** One for which no rule was used. */
  public Arrival(
      UUID id,
      String source,
      String settlement,
      String name,
      String origin,
      String fingerprint,
      Instant arrivedAt,
      boolean duplicate,
      String unsent) {
    this(id, source, settlement, name, origin, fingerprint, arrivedAt, duplicate, unsent, null);
  }
}
