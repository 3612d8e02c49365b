package dev.sitedrop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What is said of files that are sent. */
final class SentFields {
  @Option(names = "--project", paramLabel = "ID", description = "Procore's project id.")
  private String project;

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      description = "images or accident_logs; otherwise rules or the content decide.")
  private String target;

  @Option(
      names = "--company",
      paramLabel = "NAME",
      description = "The company of procore.companies, if there are several.")
  private String company;

  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "The description of an image.")
  private String description;

  @Option(
      names = "--comments",
      paramLabel = "TEXT",
      description = "The comments of an accident log.")
  private String comments;

  @Option(
      names = "--field",
      paramLabel = "NAME=VALUE",
      description = "Any other of Procore's fields, such as trade_ids=4,5; may be repeated.")
  private List<String> others = new ArrayList<>();

  @Option(names = "--sidecar", paramLabel = "FILE", description = "A file with fields.")
  private Path sidecar;

  String target() {
    return target;
  }

  /** Null if there is none. */
  Path sidecar() {
    return sidecar;
  }

  Map<String, List<String>> values() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    put(values, "project", project);
    put(values, "target", target);
    put(values, "company", company);
    put(values, "description", description);
    put(values, "comments", comments);
    for (String one : others) {
      int between = one.indexOf('=');
      if (between < 1) {
        throw new CommandFailed(
            Exit.USAGE, "--field is '" + Printer.shown(one) + "'. Write it as name=value.");
      }
      put(values, one.substring(0, between), one.substring(between + 1));
    }
    return values;
  }

  private static void put(Map<String, List<String>> values, String name, String value) {
    if (value != null) {
      values.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }
  }
}
