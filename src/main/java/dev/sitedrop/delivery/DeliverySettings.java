package dev.sitedrop.delivery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code delivery.*}.
 *
 * @param firstRetry how long after the first failure that may pass a delivery is due again; the
 *     wait doubles with each further failure
 * @param longestRetry the wait between two attempts grows no further than this
 * @param giveUpAfter a delivery that has failed for this long without progress is set aside
 * @param absenceAfter how long after an association was sent, or its answer failed to come, Procore
 *     is believed if it does not show the resource: until then the call may still be under way
 * @param parallelSegments how many segments of large files of one company are put at a time
 */
@Validated
@ConfigurationProperties("delivery")
public record DeliverySettings(
    @DefaultValue("2s") @DurationMin(millis = 1) @DurationMax(days = 1) Duration firstRetry,
    @DefaultValue("15m") @DurationMin(millis = 1) @DurationMax(days = 1) Duration longestRetry,
    @DefaultValue("3d") @DurationMin(seconds = 1) @DurationMax(days = 365) Duration giveUpAfter,
    @DefaultValue("15s") @DurationMin(seconds = 0) @DurationMax(days = 1) Duration absenceAfter,
    @DefaultValue("4") @Min(1) @Max(64) int parallelSegments) {}
