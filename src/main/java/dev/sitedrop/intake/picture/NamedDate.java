package dev.sitedrop.intake.picture;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The date in the name of a picture, as phones, messengers and screenshots write it. Numbers that
 * may mean something else, such as those of plans and telephones, are none: a day alone counts
 * behind a word that such programs write, or with its dashes at the start of the name.
 */
public final class NamedDate {
  private static final String YEAR = "(?<year>(?:19|20)\\d\\d)";
  private static final String MONTH = "(?<month>\\d\\d)";
  private static final String DAY = "(?<day>\\d\\d)";
  private static final String COMPACT_DAY = YEAR + MONTH + DAY;
  private static final String SPACED_DAY = YEAR + "[\\-_.]" + MONTH + "[\\-_.]" + DAY;

  private static final String DOTTED = "(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.";
  private static final String DASHED = "(?<day>\\d{1,2})[\\-_](?<month>\\d{1,2})[\\-_]";
  private static final String YEAR_LAST = "(?<year>20\\d\\d)";
  private static final String ANY_YEAR_LAST = "(?<year>(?:20)?\\d\\d)";

  /** Between a day and its time: also in a language of which we know no word. */
  private static final String GAP = "(?:[ _\\-T,]{1,3}|[ ,]+\\p{L}{1,6} )";

  private static final String HALF = "(?: ?(?<half>[AaPp]\\.?[Mm])(?!\\p{L}))?";
  private static final String MINUTE = "(?<hour>\\d{1,2})[.:\\- _h](?<minute>\\d\\d)";
  private static final String SECOND = "[.:\\- _m](?<second>\\d\\d)";
  private static final String TIME = GAP + MINUTE + "(?:" + SECOND + ")?(?!\\d)" + HALF;
  private static final String FULL_TIME = GAP + MINUTE + SECOND + "(?!\\d)" + HALF;

  private static final String COMPACT_TIME =
      "(?<hour>\\d\\d)(?<between>[_\\-.]?)(?<minute>\\d\\d)\\k<between>(?<second>\\d\\d)"
          + "(?:\\d{1,3})?(?!\\d)"
          + HALF;

  /** Groups that are never found. */
  private static final String NO_TIME =
      "(?!\\d)(?<hour>(?!))?(?<minute>(?!))?(?<second>(?!))?(?<half>(?!))?";

  private static final String WORD =
      "(?<![\\p{L}\\d])(?i:IMG|VID|PXL|MVIMG|PANO|BURST|DSC|AUD|PTT|STK|GIF|DOC|Photo|Foto|Bild|Image|Picture"
          + "|Pic|Scan|Screenshot|Screen Shot|Bildschirmfoto|Snapchat|Snap|signal|WhatsApp Image"
          + "|WhatsApp Video|WhatsApp|Telegram|Video|Film|WP|CAM|Camera|Kamera)"
          + "(?: from| vom)?";

  private static final List<Pattern> FORMS =
      Stream.of(
              // 20261128_101500, PXL_20261128_101500123, WP_20261128_10_15_00, 20261128101500
              "(?<![\\d.+])" + COMPACT_DAY + "[_\\-T ]?" + COMPACT_TIME,
              // signal-2026-11-28-101500
              "(?<!\\d)(?<!\\d-)" + SPACED_DAY + "[\\-_ T]" + COMPACT_TIME,
              // 2026-11-28 10.15.00, Screenshot 2026-11-28 at 10.15.00 AM
              "(?<!\\d)(?<!\\d-)" + SPACED_DAY + TIME,
              // Foto 28.11.26, 10 15 00
              WORD + "[ _\\-]+" + DOTTED + ANY_YEAR_LAST + TIME,
              "(?<![\\d.])" + DOTTED + YEAR_LAST + TIME,
              "(?<![\\d.])" + DOTTED + ANY_YEAR_LAST + FULL_TIME,
              // Photo 28-11-2026, 10 15 00
              WORD + "[ _\\-]+" + DASHED + ANY_YEAR_LAST + TIME,
              // IMG-20261128-WA0007
              WORD + "[ _\\-]?" + COMPACT_DAY + NO_TIME,
              // WhatsApp Image 2026-11-28
              WORD + "[ _\\-]" + SPACED_DAY + NO_TIME,
              // Foto 28.11.2026
              WORD + "[ _\\-]" + DOTTED + ANY_YEAR_LAST + NO_TIME,
              // 2026-11-28 north facade
              "^" + YEAR + "-" + MONTH + "-" + DAY + "(?=[ _.(]|$)" + NO_TIME)
          .map(Pattern::compile)
          .toList();

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
    boolean yearFirst = found.start("year") < found.start("day");
    // those who write a.m. and p.m. put the month before the day
    boolean monthFirst = !yearFirst && (month > 12 || half != null && day <= 12);
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
}
