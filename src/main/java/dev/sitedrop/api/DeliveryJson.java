package dev.sitedrop.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sitedrop.ledger.view.DeliverySummary;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * One delivery of a list. What is null is left out. Names are as their senders wrote them.
 *
 * @param state {@code under_way}, {@code delivered}, {@code failed} or {@code discarded}
 * @param target {@code images} or {@code accident_logs}
 * @param destination which Procore and company
 * @param name what its sender called what arrived first
 * @param source where it arrived from first
 * @param files how many
 * @param bytes of all files together
 * @param dueAt when it is tried next, if that is later: without it, one that is under way is due
 *     now
 * @param isUnderWay whether a copy is at it at this moment
 * @param finishedAt when it was delivered or failed
 * @param discardedAt when a person has decided to leave it at that
 * @param reason why it waits or has failed
 * @param resourceId Procore's id of the image or accident log
 * @param resourceUrl where it can be seen
 */
@JsonInclude(Include.NON_NULL)
record DeliveryJson(
    UUID id,
    String state,
    long project,
    String target,
    String destination,
    String name,
    String source,
    int files,
    long bytes,
    Instant openedAt,
    Instant dueAt,
    boolean isUnderWay,
    Instant finishedAt,
    Instant discardedAt,
    String reason,
    Long resourceId,
    String resourceUrl) {

  static DeliveryJson of(DeliverySummary one) {
    return new DeliveryJson(
        one.id(),
        one.state().name().toLowerCase(Locale.ROOT),
        one.projectId(),
        one.target().folder(),
        one.destination(),
        one.name(),
        one.source(),
        one.files(),
        one.bytes(),
        one.openedAt(),
        one.dueAt(),
        one.isUnderWay(),
        one.finishedAt(),
        one.discardedAt(),
        one.reason(),
        one.resourceId(),
        one.resourceUrl());
  }
}
