package dev.sitedrop.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code delivery.*}.
 *
 * @param firstRetry how long after the first failure that may pass a delivery is due again; the
 *     wait doubles with each further failure
 * @param longestRetry the wait grows no further than this
 * @param giveUpAfter a delivery that has failed for this long without progress is set aside
 * @param absenceAfter how long after an association was sent, or its answer failed to come, Procore
 *     is believed if it does not show the resource: until then the call may still be under way
 * @param parallelSegments how many segments of one file are put at a time
 */
@ConfigurationProperties("delivery")
public record DeliverySettings(
    @DefaultValue("2s") Duration firstRetry,
    @DefaultValue("15m") Duration longestRetry,
    @DefaultValue("3d") Duration giveUpAfter,
    @DefaultValue("15s") Duration absenceAfter,
    @DefaultValue("4") int parallelSegments) {}
