package dev.sitedrop.api;

import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.ledger.view.RefusalFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads which deliveries are asked for from the parameters of a request. */
@Component
class FilterReader {
  private static final int MOST = 500;
  private static final int USUAL = 50;

  /** Databases know fewer years than Java. */
  private static final Pattern YEAR_OF_FOUR_DIGITS = Pattern.compile("\\d{4}-");

  private static final Map<String, String> WITHOUT =
      Map.of(
          "state", "refused files have only this one",
          "project", "refused files belong to no project",
          "target", "refused files have none");

  private final ZoneId zone;

  FilterReader(IntakeSettings settings) {
    this.zone = settings.timeZone();
  }

  /** The first moment of today at the site. */
  Instant today() {
    return LocalDate.now(zone).atStartOfDay(zone).toInstant();
  }

  /**
   * @throws BadParameter if one does not fit; what is absent or blank asks for nothing
   */
  DeliveryFilter filter(Map<String, String> said) {
    return new DeliveryFilter(
        state(value(said, "state")),
        project(value(said, "project")),
        target(value(said, "target")),
        value(said, "source"),
        value(said, "text"),
        time("from", value(said, "from"), 0),
        time("until", value(said, "until"), 1));
  }

  /**
   * @throws BadParameter if one does not fit, or cannot be said of what was refused
   */
  RefusalFilter refusals(Map<String, String> said) {
    for (String name : List.of("state", "project", "target")) {
      String text = value(said, name);
      if (text != null) {
        throw new BadParameter(
            name + " is '" + Shown.of(text) + "'; leave it out: " + WITHOUT.get(name) + ".");
      }
    }
    return RefusalFilter.of(filter(said));
  }

  PageKey before(Map<String, String> said) {
    String text = value(said, "before");
    return text == null
        ? null
        : PageKey.parse(text)
            .orElseThrow(() -> new BadParameter("before", text, "what a page before has told"));
  }

  int size(Map<String, String> said) {
    String text = value(said, "size");
    if (text == null) {
      return USUAL;
    }
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
      throw new BadParameter("size", text, "a whole number from 1 to " + MOST);
    }
    return Integer.parseInt(text);
  }

  private static String value(Map<String, String> said, String name) {
    String value = said.get(name);
    if (value != null && value.indexOf('\0') >= 0) {
      throw new BadParameter(name, value, "anything without a character 0");
    }
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static DeliveryState state(String said) {
    if (said == null) {
      return null;
    }
    String wanted = said.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return Arrays.stream(DeliveryState.values())
        .filter(one -> one.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BadParameter(
                    "state",
                    said,
                    Arrays.stream(DeliveryState.values())
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                        + (wanted.equals("REFUSED")
                            ? ". What was refused is at /api/refusals"
                            : "")));
  }

  private static Long project(String said) {
    if (said != null && !said.matches("[1-9]\\d{0,17}")) {
      throw new BadParameter("project", said, "Procore's project id, a number");
    }
    return said == null ? null : Long.valueOf(said);
  }

  private static Target target(String said) {
    if (said == null) {
      return null;
    }
    return Arrays.stream(Target.values())
        .filter(one -> one.folder().equals(said))
        .findFirst()
        .orElseThrow(() -> new BadParameter("target", said, "images or accident_logs"));
  }

  /**
   * A day begins at midnight at the site, and what is asked for until a day has all of it.
   *
   * @param later how many midnights after the day's first one are meant
   */
  private Instant time(String name, String said, int later) {
    if (said == null) {
      return null;
    }
    try {
      if (YEAR_OF_FOUR_DIGITS.matcher(said).lookingAt()) {
        return said.length() == 10
            ? LocalDate.parse(said).plusDays(later).atStartOfDay(zone).toInstant()
            : Instant.parse(said);
      }
    } catch (DateTimeException noTime) {
      // told below
    }
    throw new BadParameter(
        name, said, "a day such as 2026-05-06, or a time such as 2026-05-06T10:15:00Z");
  }

  /** A parameter of a request does not fit. */
  static final class BadParameter extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadParameter(String told) {
      super(told);
    }

    BadParameter(String name, String said, String allowed) {
      this(name + " is '" + Shown.of(said) + "'; it may be " + allowed + ".");
    }
  }
}
