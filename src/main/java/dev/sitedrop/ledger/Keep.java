package dev.sitedrop.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.convert.DurationStyle;

/**
 * How long something is kept that is over, as a setting says it.
 *
 * @param time a day or more; null if it is kept for ever
 */
public record Keep(Duration time) {
  private static final String FOREVER = "forever";
  private static final Duration SHORTEST = Duration.ofDays(1);

  /**
   * Of the text of a setting, such as {@code 90d} or {@code forever}.
   *
   * @throws IllegalArgumentException if it is neither, or less than a day
   */
  public static Keep valueOf(String text) {
    if (text.strip().equalsIgnoreCase(FOREVER)) {
      return new Keep(null);
    }
    Duration time = DurationStyle.detectAndParse(text.strip());
    if (time.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("less than a day");
    }
    return new Keep(time);
  }

  /** What was over before this is not kept any more; empty if all of it is. */
  Optional<Instant> from(Instant now) {
    return Optional.ofNullable(time).map(now::minus);
  }

  @Override
  public String toString() {
    return time == null ? FOREVER : time.toDays() + "d";
  }
}
