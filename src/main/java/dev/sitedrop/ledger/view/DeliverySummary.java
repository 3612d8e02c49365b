package dev.sitedrop.ledger.view;

import dev.sitedrop.ledger.Target;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a list of deliveries. Names are as their senders wrote them: not safe to be shown as
 * they are.
 *
 * @param destination which Procore and company it is meant for
 * @param projectId Procore's project id
 * @param name what its sender called what arrived first, relative to its source
 * @param source the configured name of the source it arrived from first
 * @param files how many it has; only an accident log may have none
 * @param bytes of all files together
 * @param openedAt when it was accepted
 * @param dueAt when it is tried next, if that is later; null if it is due now, is under way at this
 *     moment, or is done
 * @param isUnderWay whether a copy is at it at this moment
 * @param finishedAt when it was delivered or set aside; null before
 * @param discardedAt when a person has decided to leave it at that; null if nobody has
 * @param reason why it waits or was set aside; null if nothing is wrong
 * @param resourceId Procore's id of the image or accident log; null until it is confirmed
 * @param resourceUrl where it can be seen; null if that is not known
 */
public record DeliverySummary(
    UUID id,
    String destination,
    long projectId,
    Target target,
    DeliveryState state,
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
    String resourceUrl) {}
