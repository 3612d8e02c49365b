package dev.sitedrop.intake.picture;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date as cameras and programs write it, on the clock of whoever wrote it: what stands behind it,
 * such as a zone or a fraction, changes nothing.
 *
 * @param day as written
 * @param time empty if only a day is written, or no time that exists
 */
public record WrittenDate(LocalDate day, Optional<LocalTime> time) {
  private static final String TIME =
      "(?:[T\\s,_]+(?:at\\s+)?(?<hour>\\d{1,2})[:.\\-](?<minute>\\d{1,2})"
          + "(?:[:.\\-](?<second>\\d{1,2}))?(?:[.,]\\d+)?\\s*(?<half>[AaPp]\\.?[Mm]\\b)?)?";

  private static final String MONTH = "(?<month>[A-Za-z]{3})[a-z]*\\.?";

  /** In the order in which they are tried, each from the start. */
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile(
              "(?<year>\\d{4})[:\\-/.\\s](?<month>\\d{1,2})[:\\-/.\\s](?<day>\\d{1,2})(?!\\d)"
                  + TIME),
          Pattern.compile(
              "(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)(?:[T\\s_\\-]*(?<hour>\\d\\d):?(?<minute>\\d\\d)"
                  + "(?::?(?<second>\\d\\d))?(?<half>(?!))?)?"),
          Pattern.compile("(?<day>\\d{1,2})[.](?<month>\\d{1,2})[.](?<year>\\d{4})(?!\\d)" + TIME),
          Pattern.compile(
              "(?<day>\\d{1,2})[/\\-](?<month>\\d{1,2})[/\\-](?<year>\\d{4})(?!\\d)" + TIME),
          Pattern.compile(
              "(?:[A-Za-z]{3,9}\\.?,?\\s+)?(?<day>\\d{1,2})\\.?[\\s\\-]+"
                  + MONTH
                  + "[\\s\\-,]+(?<year>\\d{4})(?!\\d)"
                  + TIME),
          Pattern.compile(
              "(?:[A-Za-z]{3,9}\\.?,?\\s+)?"
                  + MONTH
                  + "\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<year>\\d{4})(?!\\d)"
                  + TIME),
          Pattern.compile( // as C's asctime does
              "[A-Za-z]{3,9}\\s+"
                  + MONTH
                  + "\\s+(?<day>\\d{1,2})\\s+(?<hour>\\d{1,2}):(?<minute>\\d\\d)"
                  + "(?::(?<second>\\d\\d))?(?<half>(?!))?(?:\\s+[A-Z]{3,5})?\\s+(?<year>\\d{4})"));

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** In years: Thai phones count so. */
  private static final int BUDDHIST = 543;

  private static final int IN_NO_OTHER_CALENDAR = 2500;

  /** In characters. */
  private static final int LONGEST = 100;

  /** The date, if the text begins with one that exists. */
  public static Optional<WrittenDate> of(String text) {
    String plain = plain(text);
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(plain);
      if (matcher.lookingAt()) {
        Optional<WrittenDate> date = date(matcher);
        if (date.isPresent()) {
          return date;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a text stands for no date: a clock that was never set writes blanks or zeros. */
  public static boolean isBlank(String text) {
    return plain(text).replaceAll("[0\\s:\\-/.TZ+]", "").isEmpty();
  }

  /** With the digits of all scripts as ours: Arabic and Persian phones write their own. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
        .map(c -> Character.isISOControl(c) || Character.isSpaceChar(c) ? ' ' : c)
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(plain::appendCodePoint);
    return plain.toString().strip().replaceFirst("^[\"'\\[(]+", "");
  }

  private static Optional<WrittenDate> date(Matcher found) {
    try {
      int year = Integer.parseInt(found.group("year"));
      LocalDate day =
          LocalDate.of(
              year >= IN_NO_OTHER_CALENDAR ? year - BUDDHIST : year,
              month(found.group("month")),
              Integer.parseInt(found.group("day")));
      return Optional.of(
          new WrittenDate(
              day,
              timeOf(
                  found.group("hour"),
                  found.group("minute"),
                  found.group("second"),
                  found.group("half"))));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  private static int month(String text) {
    return Character.isDigit(text.charAt(0))
        ? Integer.parseInt(text)
        : MONTHS.indexOf(text.toLowerCase(Locale.ROOT)) + 1;
  }

  /**
   * A time of day. Hour 24 is how some cameras write the first of the day, second 60 is none.
   *
   * @param half a or p, and whatever follows; null for 24 hours a day
   */
  static Optional<LocalTime> timeOf(String hour, String minute, String second, String half) {
    if (hour == null) {
      return Optional.empty();
    }
    int hours = Integer.parseInt(hour);
    if (half != null && hours <= 12) {
      hours = hours % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
    }
    int seconds = second == null ? 0 : Math.min(59, Integer.parseInt(second));
    try {
      return Optional.of(LocalTime.of(hours == 24 ? 0 : hours, Integer.parseInt(minute), seconds));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  /** At the start of the day, if only that is written. */
  public LocalDateTime start() {
    return day.atTime(time.orElse(LocalTime.MIDNIGHT));
  }
}
