package dev.sitedrop.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells settings of the program from what is mistyped. */
final class Settings {
  private Settings() {}

  /**
   * @throws UnmatchedArgumentException if one is no {@code --name.of.it=value}
   */
  static void check(List<String> arguments, CommandLine command) {
    List<String> others =
        arguments.stream().filter(one -> !one.matches("(?s)--[A-Za-z][\\w-]*[.\\[].*=.*")).toList();
    if (!others.isEmpty()) {
      throw new UnmatchedArgumentException(command, others);
    }
  }
}
