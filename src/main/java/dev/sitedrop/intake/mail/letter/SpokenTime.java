package dev.sitedrop.intake.mail.letter;

import dev.sitedrop.intake.RefusedDrop;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something happened, as lines of a text say it: {@code Date: 2026-05-06} and {@code Time:
 * 10:15} or {@code Time: 3:15 pm}.
 */
public record SpokenTime(Optional<LocalDate> date, Optional<LocalTime> time) {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

  /** Words after them, as in the head of a forwarded mail, are nobody's answer to our question. */
  private static final Pattern DATE_LINE =
      Pattern.compile("^\\h*date:\\h*(\\d[\\d./\\-]{3,20})\\h*$", FLAGS);

  private static final Pattern TIME_LINE =
      Pattern.compile("^\\h*time:\\h*(\\d[\\d:.]{0,7}\\h?([ap]\\.?m\\.?|h|uhr)?)\\h*$", FLAGS);

  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2})[:.](\\d{2})(?:\\h?([ap])\\.?m\\.?)?", Pattern.CASE_INSENSITIVE);

  /**
   * @throws RefusedDrop if a line gives a date or a time that cannot be read: another one than its
   *     sender meant would be in an official log
   */
  public static SpokenTime in(String text) {
    return new SpokenTime(
        first(DATE_LINE, text).map(SpokenTime::date), first(TIME_LINE, text).map(SpokenTime::time));
  }

  private static Optional<String> first(Pattern line, String text) {
    Matcher matcher = line.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static LocalDate date(String said) {
    try {
      return LocalDate.parse(said);
    } catch (DateTimeException noSuchDate) {
      throw unreadable("Date", said, "2026-05-06");
    }
  }

  private static LocalTime time(String said) {
    Matcher matcher = TIME.matcher(said);
    try {
      if (matcher.matches()) {
        int hour = Integer.parseInt(matcher.group(1));
        int minute = Integer.parseInt(matcher.group(2));
        return matcher.group(3) == null
            ? LocalTime.of(hour, minute)
            : ofHalfDay(hour, minute, matcher.group(3).equalsIgnoreCase("p"));
      }
    } catch (DateTimeException noSuchTime) {
      // told below
    }
    throw unreadable("Time", said, "10:15");
  }

  private static LocalTime ofHalfDay(int hour, int minute, boolean afternoon) {
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("no hour of half a day");
    }
    return LocalTime.of(hour % 12 + (afternoon ? 12 : 0), minute);
  }

  private static RefusedDrop unreadable(String what, String said, String example) {
    return new RefusedDrop(
        String.format(
            "Its line '%s: %s' cannot be read. Write it as '%s: %s', and send the mail again.",
            what, said, what, example));
  }
}
