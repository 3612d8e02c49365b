package dev.sitedrop.intake.picture;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date in the name of a picture, as phones, messengers and screenshots write it. Numbers that
 * may mean something else, such as those of plans and telephones, are none: a day alone counts
 * behind a word that such programs write, or with its dashes at the start of the name.
 */
public final class NamedDate {
  /** Between a day and its time: also in a language of which we know no word. */
  private static final String GAP = "(?:[ _\\-T,]{1,3}|[ ,]+\\p{L}{1,6} )";

  private static final String YEAR = "(?<year>(?:19|20)\\d\\d)";

  private static final String HALF = "(?: ?(?<half>[AaPp]\\.?[Mm])(?!\\p{L}))?";

  private static final String SPACED_TIME =
      "(?<hour>\\d{1,2})[.:\\- _h](?<minute>\\d\\d)(?:[.:\\- _m](?<second>\\d\\d))?(?!\\d)" + HALF;

  private static final String WORD =
      "(?:IMG|VID|PXL|MVIMG|PANO|BURST|DSC|AUD|PTT|STK|GIF|DOC|Photo|Foto|Bild|Image|Picture"
          + "|Pic|Scan|Screenshot|Screen Shot|Bildschirmfoto|Snapchat|Snap|signal|WhatsApp Image"
          + "|WhatsApp Video|WhatsApp|Telegram|Video|Film|WP|CAM|Camera|Kamera)";

  private static final List<Pattern> FORMS =
      List.of(
          // 20261128_101500, PXL_20261128_101500123, WP_20261128_10_15_00_Pro, 20261128101500
          Pattern.compile(
              "(?<![\\d.+])"
                  + YEAR
                  + "(?<month>\\d\\d)(?<day>\\d\\d)[_\\-T ]?"
                  + "(?<hour>\\d\\d)(?<sep>[_\\-.]?)(?<minute>\\d\\d)\\k<sep>(?<second>\\d\\d)(?:\\d{1,3})?(?!\\d)"
                  + HALF),
          // signal-2026-11-28-101500
          Pattern.compile(
              "(?<!\\d)"
                  + YEAR
                  + "[\\-_.](?<month>\\d\\d)[\\-_.](?<day>\\d\\d)[\\-_ T]"
                  + "(?<hour>\\d\\d)(?<minute>\\d\\d)(?<second>\\d\\d)(?:\\d{1,3})?(?!\\d)"
                  + HALF),
          // 2026-11-28 10.15.00, Screenshot 2026-11-28 at 10.15.00 AM, photo_2026-11-28_10-15-00
          Pattern.compile(
              "(?<![\\d\\-])"
                  + YEAR
                  + "[\\-_.](?<month>\\d\\d)[\\-_.](?<day>\\d\\d)"
                  + GAP
                  + SPACED_TIME),
          // Foto 28.11.26, 10 15 00
          Pattern.compile(
              "(?<![\\d.])(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>(?:20)?\\d\\d)"
                  + GAP
                  + SPACED_TIME),
          // Photo 28-11-2026, 10 15 00
          Pattern.compile(
              "(?i:"
                  + WORD
                  + ")[ _\\-]+(?<day>\\d{1,2})[\\-_](?<month>\\d{1,2})[\\-_](?<year>(?:20)?\\d\\d)"
                  + GAP
                  + SPACED_TIME),
          // IMG-20261128-WA0007
          Pattern.compile(
              "(?<![\\p{L}\\d])(?i:"
                  + WORD
                  + ")[ _\\-]?"
                  + YEAR
                  + "(?<month>\\d\\d)(?<day>\\d\\d)(?!\\d)"
                  + "(?<hour>(?!))?(?<minute>(?!))?(?<second>(?!))?(?<half>(?!))?"),
          // WhatsApp Image 2026-11-28
          Pattern.compile(
              "(?<![\\p{L}\\d])(?i:"
                  + WORD
                  + ")(?: from| vom)?[ _\\-]"
                  + YEAR
                  + "[\\-_.](?<month>\\d\\d)[\\-_.](?<day>\\d\\d)(?!\\d)"
                  + "(?<hour>(?!))?(?<minute>(?!))?(?<second>(?!))?(?<half>(?!))?"),
          // Foto 28.11.2026
          Pattern.compile(
              "(?<![\\p{L}\\d])(?i:"
                  + WORD
                  + ")(?: from| vom)?[ _\\-](?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>(?:20)?\\d\\d)(?!\\d)"
                  + "(?<hour>(?!))?(?<minute>(?!))?(?<second>(?!))?(?<half>(?!))?"),
          // 2026-11-28 north facade
          Pattern.compile(
              "^"
                  + YEAR
                  + "-(?<month>\\d\\d)-(?<day>\\d\\d)(?=[ _.(]|$)"
                  + "(?<hour>(?!))?(?<minute>(?!))?(?<second>(?!))?(?<half>(?!))?"));

  /** In characters. */
  private static final int LONGEST = 300;

  private NamedDate() {}

  /** The date in a name. */
  public static Optional<WrittenDate> of(String name) {
    String plain =
        name.substring(0, Math.min(LONGEST, name.length()))
            .replaceAll("[\\p{Zs}\\u200E\\u200F]", " ");
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(plain);
      while (matcher.find()) {
        Optional<WrittenDate> date = date(matcher);
        if (date.isPresent()) {
          return date;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<WrittenDate> date(Matcher found) {
    int year = Integer.parseInt(found.group("year"));
    int month = Integer.parseInt(found.group("month"));
    int day = Integer.parseInt(found.group("day"));
    String half = found.group("half");
    boolean monthFirst = day > 12 ? false : month > 12 || half != null && isDashed(found);
    Optional<LocalTime> time =
        WrittenDate.timeOf(found.group("hour"), found.group("minute"), found.group("second"), half);
    if (found.group("hour") != null && time.isEmpty()) {
      return Optional.empty(); // then it is no date either
    }
    try {
      return Optional.of(
          new WrittenDate(
              LocalDate.of(
                  year < 100 ? 2000 + year : year,
                  monthFirst ? day : month,
                  monthFirst ? month : day),
              time));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  /** Those who write a.m. and p.m. put the month before the day, unless the year comes first. */
  private static boolean isDashed(Matcher found) {
    return found.start("day") < found.start("year");
  }
}
