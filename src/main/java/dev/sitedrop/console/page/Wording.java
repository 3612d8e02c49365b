package dev.sitedrop.console.page;

import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How pages write times, sizes and names; templates call it {@code @wording}. */
@Component
public class Wording {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ZoneId zone;
  private final Companies companies;

  Wording(IntakeSettings settings, Companies companies) {
    this.zone = settings.timeZone();
    this.companies = companies;
  }

  /** The zone of the site, in which people read times. */
  public ZoneId zone() {
    return zone;
  }

  /** When this day began at the site. */
  public Instant midnight() {
    return LocalDate.now(zone).atStartOfDay(zone).toInstant();
  }

  /** The time of day if it is today's, or else with the day; empty for null. */
  public String time(Instant at) {
    if (at == null) {
      return "";
    }
    ZonedDateTime there = at.atZone(zone);
    boolean isToday = there.toLocalDate().equals(LocalDate.now(zone));
    return (isToday ? TIME : DAY).format(there);
  }

  /** How long from one to the other, such as {@code 1.2 s} or {@code 4 min}; empty for null. */
  public String span(Instant from, Instant to) {
    if (from == null || to == null) {
      return "";
    }
    long millis = Math.max(0, Duration.between(from, to).toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long minutes = millis / 60_000;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }

  /** Such as {@code 42 kB}. */
  public String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return bytes / 1000 + " kB";
    }
    return String.format(
        Locale.ROOT,
        bytes < 1_000_000_000 ? "%.1f MB" : "%.2f GB",
        bytes < 1_000_000_000 ? bytes / 1e6 : bytes / 1e9);
  }

  /** With separators, such as {@code 12,345}. */
  public String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** What people call the company of a destination; empty where there is only this one. */
  public String company(String destination) {
    Optional<Company> known = companies.at(destination);
    return known.isPresent() && !companies.areSeveral()
        ? ""
        : known.map(Company::label).orElseGet(() -> safe(destination));
  }

  /** A text from outside, with what hides or turns text made visible; empty for null. */
  public String safe(String text) {
    return text == null ? "" : Shown.of(text);
  }

  /** The last part of what a sender called a file. */
  public String name(String path) {
    String safe = safe(path);
    return safe.substring(safe.lastIndexOf('/') + 1);
  }

  /** Whether a link may lead there: only the web. */
  public boolean isLink(String url) {
    return url != null && url.matches("https?://[^\\s\"'<>]+");
  }
}
