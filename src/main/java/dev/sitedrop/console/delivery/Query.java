package dev.sitedrop.console.delivery;

import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.PageKey;
import dev.sitedrop.ledger.view.RefusalFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a person has put into the search of deliveries, as text; whatever is empty asks for nothing.
 *
 * @param state such as {@code FAILED}
 * @param target such as {@code IMAGE}
 * @param from the first day, such as {@code 2026-05-06}
 * @param until the last day
 */
record Query(
    String state,
    String project,
    String target,
    String source,
    String text,
    String from,
    String until) {
  /**
   * Finds none. To find all where a word is not understood would be dangerous: they can be retried.
   */
  private static final Long NO_PROJECT = -1L;

  /** What was never accepted has no {@link DeliveryState}. */
  private static final String REFUSED = "REFUSED";

  Query {
    state = strip(state).toUpperCase(Locale.ROOT);
    project = strip(project);
    target = strip(target).toUpperCase(Locale.ROOT);
    source = strip(source);
    text = strip(text);
    from = strip(from);
    until = strip(until);
  }

  private static String strip(String said) {
    return said == null ? "" : said.strip();
  }

  /** Whether what is asked for was never accepted, and so is no delivery. */
  boolean isOfRefused() {
    return state.equals(REFUSED);
  }

  /** The same of what was refused. */
  Query ofRefused() {
    return new Query(REFUSED, project, target, source, text, from, until);
  }

  /** A day is one of the site's. */
  DeliveryFilter filter(ZoneId zone) {
    DeliveryState stateOf = one(DeliveryState.values(), state);
    Target targetOf = one(Target.values(), target);
    boolean isUnderstood =
        (state.isEmpty() || stateOf != null)
            && (target.isEmpty() || targetOf != null)
            && isStorable(source)
            && isStorable(text);
    return new DeliveryFilter(
        stateOf,
        isUnderstood ? projectId() : NO_PROJECT,
        targetOf,
        source.isEmpty() || !isStorable(source) ? null : source,
        text.isEmpty() || !isStorable(text) ? null : text,
        midnight(from, 0, zone),
        midnight(until, 1, zone));
  }

  /** Of what was refused; empty if it asks for what that does not have, and so finds none. */
  Optional<RefusalFilter> refusals(ZoneId zone) {
    return project.isEmpty() && target.isEmpty() && isStorable(source) && isStorable(text)
        ? Optional.of(RefusalFilter.of(filter(zone)))
        : Optional.empty();
  }

  /** Not every database takes such a text, even to look for it. */
  private static boolean isStorable(String text) {
    return text.indexOf('\0') < 0;
  }

  private Long projectId() {
    if (project.isEmpty()) {
      return null;
    }
    return project.matches("\\d{1,18}") ? Long.valueOf(project) : NO_PROJECT;
  }

  private static <E extends Enum<E>> E one(E[] values, String name) {
    return Arrays.stream(values).filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /** Of a year that databases know, too. */
  private static Instant midnight(String day, int later, ZoneId zone) {
    try {
      return day.matches("\\d{4}-\\d\\d-\\d\\d")
          ? LocalDate.parse(day).plusDays(later).atStartOfDay(zone).toInstant()
          : null;
    } catch (DateTimeParseException garbage) {
      return null;
    }
  }

  public boolean isEmpty() {
    return (state + project + target + source + text + from + until).isEmpty();
  }

  /** The address of what is asked for, from a place in the list on; the newest for null. */
  String link(PageKey before) {
    StringJoiner link = new StringJoiner("&", "/deliveries?", "");
    add(link, "state", state);
    add(link, "project", project);
    add(link, "target", target);
    add(link, "source", source);
    add(link, "text", text);
    add(link, "from", from);
    add(link, "until", until);
    add(link, "before", before == null ? "" : before.toString());
    return link.toString();
  }

  private static void add(StringJoiner link, String name, String value) {
    if (!value.isEmpty()) {
      link.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
