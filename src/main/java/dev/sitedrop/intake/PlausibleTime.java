package dev.sitedrop.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Whether what a clock says can be so: that of a camera, of a file or of a mail. Clocks that were
 * never set begin at a day of their own.
 */
public final class PlausibleTime {
  /** Nobody sends what was taken before; it is after the first days of every file system. */
  private static final LocalDate EARLIEST = LocalDate.of(1995, 1, 1);

  /** For clocks of any zone, and for those that are fast. */
  private static final int DAYS_AHEAD = 1;

  /** With which clocks begin, or which programs make of no date at all. */
  private static final Set<LocalDate> NOT_SET =
      Set.of(LocalDate.of(1999, 11, 30), LocalDate.of(2000, 1, 1));

  /** What Android's camera writes where nobody told it the time. */
  private static final LocalDateTime UNTOLD = LocalDateTime.of(2002, 12, 8, 12, 0);

  private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

  private PlausibleTime() {}

  /**
   * Whether a day can be so.
   *
   * @param arrival in the same zone
   */
  static boolean isPlausible(LocalDate day, LocalDateTime arrival) {
    return !day.isBefore(EARLIEST)
        && !day.isAfter(arrival.toLocalDate().plusDays(DAYS_AHEAD))
        && !NOT_SET.contains(day);
  }

  /** Whether a day and time can be so: the first second of a year is that of a clock not set. */
  static boolean isPlausible(LocalDateTime time, LocalDateTime arrival) {
    boolean isNewYear =
        time.getDayOfYear() == 1 && time.toLocalTime().withNano(0).equals(LocalTime.MIDNIGHT);
    return isPlausible(time.toLocalDate(), arrival)
        && !time.isAfter(arrival.plusDays(DAYS_AHEAD))
        && !isNewYear
        && !time.equals(UNTOLD);
  }

  /**
   * Whether the time of a file or a mail can be so.
   *
   * @param zone of the site; clocks are not set by the hour of UTC, too
   */
  public static boolean isPlausible(Instant time, Instant arrival, ZoneId zone) {
    Instant told = bounded(time);
    return isPlausibleIn(zone, told, arrival) && isPlausibleIn(ZoneOffset.UTC, told, arrival);
  }

  /** A file system or a server may tell any time; outside of these, no date can tell the year. */
  static Instant bounded(Instant time) {
    return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
  }

  private static boolean isPlausibleIn(ZoneId zone, Instant time, Instant arrival) {
    return isPlausible(LocalDateTime.ofInstant(time, zone), LocalDateTime.ofInstant(arrival, zone));
  }
}
