package dev.sitedrop.signals.alert;

import dev.sitedrop.signals.alert.Alert.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What alerts say. Times are this machine's. */
final class AlertText {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter BEFORE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private AlertText() {}

  static String failed(long count, Instant since, List<Told> first, String of) {
    return "SiteDrop: "
        + (count == 1 ? "1 delivery" + of + " has" : count + " deliveries" + of + " have")
        + " failed since "
        + time(since)
        + ": "
        + listed(count, first);
  }

  /**
   * @param cause a sentence; empty if it is not known
   */
  static String stalled(long count, Instant since, List<Told> oldest, String of, String cause) {
    return "SiteDrop: "
        + (cause.isEmpty() ? "" : cause + " ")
        + (cause.isEmpty() ? "nothing" : "Nothing")
        + of
        + " has moved since "
        + time(since)
        + "; "
        + (count == 1 ? "1 delivery waits" : count + " deliveries wait")
        + ": "
        + listed(count, oldest);
  }

  static String moving(Instant since, String of) {
    return "SiteDrop: deliveries" + of + " go on; nothing had moved since " + time(since);
  }

  static String source(String source, Instant since, String problem) {
    return "SiteDrop: the source "
        + source
        + " cannot be looked into since "
        + time(since)
        + ": "
        + problem;
  }

  static String sourceAgain(String source) {
    return "SiteDrop: the source " + source + " can be looked into again";
  }

  /** Both are sentences. */
  static String trouble(String what, Instant since, String remedy) {
    return "SiteDrop: " + what + " Since " + time(since) + ". " + remedy;
  }

  static String over(String what) {
    return "SiteDrop: this is over: " + what;
  }

  static String ledgerAway(Instant since) {
    return "SiteDrop: the ledger cannot be used since "
        + time(since)
        + ". Files and deliveries wait; the log says why";
  }

  private static String listed(long count, List<Told> first) {
    String all = first.stream().map(Told::asText).collect(Collectors.joining("; "));
    return count > first.size() ? all + "; and " + (count - first.size()) + " more" : all;
  }

  private static String time(Instant instant) {
    boolean isRecent = Duration.between(instant, Instant.now()).compareTo(Duration.ofHours(12)) < 0;
    return (isRecent ? TODAY : BEFORE).format(instant.atZone(ZoneId.systemDefault()));
  }
}
