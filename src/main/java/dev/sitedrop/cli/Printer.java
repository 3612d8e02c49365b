package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.intake.Shown;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Writes for people: names as they may be shown, times of this machine, colours on a terminal. */
final class Printer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private final PrintWriter out;
  private final PrintWriter err;
  private final Ansi ansi;

  Printer(PrintWriter out, PrintWriter err, Ansi ansi) {
    this.out = out;
    this.err = err;
    this.ansi = ansi;
  }

  void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  /** For what is no result. */
  void note(String format, Object... values) {
    err.printf(Locale.ROOT, format + "%n", values);
    err.flush();
  }

  /** A state in its colour. */
  String state(String state) {
    return state(state, state.replace('_', ' '));
  }

  /** The same, as wide as the widest. */
  String stateOfColumn(String state) {
    return state(state, String.format(Locale.ROOT, "%-9s", state.replace('_', ' ')));
  }

  private String state(String state, String label) {
    String colour =
        switch (state) {
          case "delivered" -> "green";
          case "failed" -> "bold,red";
          case "under_way" -> "yellow";
          default -> "faint";
        };
    return ansi.string("@|" + colour + " " + label + "|@");
  }

  String good(String text) {
    return ansi.string("@|green " + text + "|@");
  }

  String bad(String text) {
    return ansi.string("@|bold,red " + text + "|@");
  }

  static String shown(String text) {
    return Shown.of(text);
  }

  static String text(JsonNode of, String field) {
    return shown(of.path(field).asText());
  }

  /** The time in a field, as of this machine; empty if it is absent. */
  static String time(JsonNode of, String field) {
    try {
      return of.hasNonNull(field) ? TIME.format(Instant.parse(of.path(field).asText())) : "";
    } catch (DateTimeException other) {
      return text(of, field);
    }
  }

  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return bytes / 1_000 + " kB";
    }
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** {@code image} or {@code accident log}. */
  static String what(JsonNode delivery) {
    return delivery.path("target").asText().equals("images") ? "image" : "accident log";
  }
}
