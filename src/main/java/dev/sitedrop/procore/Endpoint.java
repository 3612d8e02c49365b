package dev.sitedrop.procore;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names what a call asks for, the same for all projects and uploads. */
final class Endpoint {
  /** A word of Procore's paths, or a version; whatever else stands there tells one thing apart. */
  private static final String WORD = "[a-z][a-z_]{0,29}|v\\d+\\.\\d+";

  private Endpoint() {}

  static String of(ProcoreCall call) {
    return Arrays.stream(call.path().split("/"))
        .map(part -> part.isEmpty() || part.matches(WORD) ? part : "{id}")
        .collect(Collectors.joining("/", call.method() + " ", ""));
  }
}
