package dev.sitedrop.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code ledger.*}.
 *
 * @param imagePriority of two due deliveries the one with the higher number goes first; this is
 *     that of images
 * @param accidentLogPriority that of accident logs
 * @param heartbeatInterval how often a copy tells that it is still at each of its deliveries
 * @param missedHeartbeats after so many intervals without, another attempt takes a delivery over
 * @param sourceLease so long after a copy is gone, another one looks into its sources
 * @param keepDelivered how long the ledger knows what was delivered; the same content is delivered
 *     anew after that; a day or more, or {@code forever}
 * @param keepFailed how long the ledger knows what was set aside; a day or more, or {@code forever}
 * @param keepFailedBytes how long the spool keeps the bytes of what was set aside, so that it can
 *     be tried again without its sender; a day or more, or {@code forever}
 */
@Validated
@ConfigurationProperties("ledger")
public record LedgerSettings(
    @DefaultValue("0") @Min(-1000) @Max(1000) int imagePriority,
    @DefaultValue("10") @Min(-1000) @Max(1000) int accidentLogPriority,
    @DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10)
        Duration heartbeatInterval,
    @DefaultValue("6") @Min(4) @Max(100) int missedHeartbeats,
    @DefaultValue("30s") @DurationMin(seconds = 3) @DurationMax(hours = 1) Duration sourceLease,
    @DefaultValue("365d") Keep keepDelivered,
    @DefaultValue("365d") Keep keepFailed,
    @DefaultValue("7d") Keep keepFailedBytes) {

  int priority(Target target) {
    return target == Target.ACCIDENT_LOG ? accidentLogPriority : imagePriority;
  }
}
