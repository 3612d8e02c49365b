package dev.sitedrop.intake.mail.letter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When something happened, as lines of a text say it: {@code Date: 2026-05-06} and {@code Time:
 * 10:15}.
 */
public record SpokenTime(Optional<LocalDate> date, Optional<LocalTime> time) {
  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;
  private static final Pattern DATE =
      Pattern.compile("^\\s*date:\\s*(\\d{4}-\\d{2}-\\d{2})\\s*$", FLAGS);
  private static final Pattern TIME =
      Pattern.compile("^\\s*time:\\s*(\\d{1,2}:\\d{2})\\s*$", FLAGS);

  public static SpokenTime in(String text) {
    return new SpokenTime(
        first(DATE, text, LocalDate::parse),
        first(TIME, text, said -> LocalTime.parse(said.length() == 4 ? "0" + said : said)));
  }

  private static <T> Optional<T> first(Pattern line, String text, Function<String, T> read) {
    Matcher matcher = line.matcher(text);
    try {
      return matcher.find() ? Optional.of(read.apply(matcher.group(1))) : Optional.empty();
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }
}
