package dev.sitedrop.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code ledger.*}.
 *
 * @param imagePriority of two due deliveries the one with the higher number goes first
 * @param accidentLogPriority the same for accident logs
 */
@Validated
@ConfigurationProperties("ledger")
public record LedgerSettings(
    @DefaultValue("0") @Min(-1000) @Max(1000) int imagePriority,
    @DefaultValue("10") @Min(-1000) @Max(1000) int accidentLogPriority) {

  int priority(Target target) {
    return target == Target.ACCIDENT_LOG ? accidentLogPriority : imagePriority;
  }
}
