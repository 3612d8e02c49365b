package dev.sitedrop.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ledger.*}.
 *
 * @param imagePriority of two due deliveries the one with the higher number goes first
 * @param accidentLogPriority the same for accident logs
 */
@ConfigurationProperties("ledger")
public record LedgerSettings(
    @DefaultValue("0") int imagePriority, @DefaultValue("10") int accidentLogPriority) {

  int priority(Target target) {
    return target == Target.ACCIDENT_LOG ? accidentLogPriority : imagePriority;
  }
}
