package dev.sitedrop.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which deliveries are meant. */
final class Filters {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "under_way, delivered, failed or discarded; list takes refused, too.")
  private String state;

  @Option(names = "--project", paramLabel = "ID", description = "Procore's project id.")
  private String project;

  @Option(names = "--to", paramLabel = "TARGET", description = "images or accident_logs.")
  private String target;

  @Option(names = "--source", paramLabel = "NAME", description = "The source it came from.")
  private String source;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "A part of a file's name or of the reason.")
  private String text;

  @Option(names = "--from", paramLabel = "DAY", description = "Came on this day or later.")
  private String from;

  @Option(names = "--until", paramLabel = "DAY", description = "Came on this day or earlier.")
  private String until;

  /** Whether what is meant was never accepted, and so is no delivery. */
  boolean areRefused() {
    return "refused".equalsIgnoreCase(state);
  }

  /** The same filter as it is typed, of refused files. */
  String asTypedOfRefused() {
    StringBuilder typed = new StringBuilder("--state refused");
    add(typed, "--source", source);
    add(typed, "--text", text);
    add(typed, "--from", from);
    add(typed, "--until", until);
    return typed.toString();
  }

  private static void add(StringBuilder typed, String option, String value) {
    if (value != null) {
      boolean isPlain = value.matches("[\\w.:/@-]+");
      typed
          .append(' ')
          .append(option)
          .append(' ')
          .append(isPlain ? value : "'" + Printer.shown(value).replace("'", "'\\''") + "'");
    }
  }

  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("state", state);
    parameters.put("project", project);
    parameters.put("target", target);
    parameters.put("source", source);
    parameters.put("text", text);
    parameters.put("from", from);
    parameters.put("until", until);
    return parameters;
  }
}
