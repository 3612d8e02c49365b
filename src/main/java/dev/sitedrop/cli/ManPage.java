package dev.sitedrop.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as a manual page in roff, from the same model as their help. */
final class ManPage {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "SITEDROP_URL",
              "Where the SiteDrop runs that is asked; otherwise this machine, port"
                  + " SERVER_PORT or 8080.",
          "SITEDROP_USER", "As whom to log in there.",
          "SITEDROP_PASSWORD", "With which password.",
          "NO_COLOR", "Set to anything, nothing is coloured. On other than terminals nothing is.");

  private final CommandSpec program;
  private final StringBuilder page = new StringBuilder();

  ManPage(CommandSpec program) {
    this.program = program;
  }

  String text() {
    line(".TH SITEDROP 1");
    section("NAME");
    line("sitedrop \\- " + escaped(described(program)));
    section("SYNOPSIS");
    program.subcommands().values().forEach(one -> synopsis(one.getCommandSpec()));
    section("COMMANDS");
    program.subcommands().values().forEach(this::command);
    section("EXIT STATUS");
    program.usageMessage().exitCodeList().forEach(this::item);
    section("ENVIRONMENT");
    ENVIRONMENT.keySet().stream().sorted().forEach(one -> item(one, ENVIRONMENT.get(one)));
    section("NOTES");
    line(escaped(String.join(" ", program.usageMessage().footer())));
    return page.toString();
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  private void section(String name) {
    line(".SH " + name);
  }

  private void item(String term, String text) {
    line(".TP");
    line("\\fB" + escaped(term) + "\\fR");
    line(escaped(text));
  }

  private void synopsis(CommandSpec command) {
    line(".B sitedrop " + escaped(command.name()));
    String options =
        command.options().stream().anyMatch(one -> !one.hidden()) ? "[\\fIOPTION\\fR]..." : "";
    line(
        (options
                + " "
                + command.positionalParameters().stream()
                    .map(one -> "\\fI" + escaped(one.paramLabel()) + "\\fR...")
                    .collect(Collectors.joining(" ")))
            .strip());
    line(".br");
  }

  private void command(CommandLine line) {
    CommandSpec command = line.getCommandSpec();
    line(".SS " + escaped(command.name()));
    line(escaped(described(command)));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      item(parameter.paramLabel(), described(parameter));
    }
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        String value = option.arity().max() > 0 ? "=" + option.paramLabel() : "";
        item(option.longestName() + value, described(option));
      }
    }
  }

  private static String described(CommandSpec command) {
    return Arrays.stream(command.usageMessage().description())
        .collect(Collectors.joining(" "))
        .strip();
  }

  private static String described(ArgSpec argument) {
    return String.join(" ", argument.description())
        .replace("${DEFAULT-VALUE}", String.valueOf(argument.defaultValue()));
  }

  /** A hyphen is one that can be copied, and a line cannot be taken for a request. */
  private static String escaped(String text) {
    String plain =
        text.replace("\\", "\\e").replace("-", "\\-").replace("%n", " ").replace('\n', ' ');
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
