package dev.sitedrop.cli;

import static dev.sitedrop.cli.Printer.shown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.intake.Explanation;
import dev.sitedrop.intake.Explanation.FileSeen;
import picocli.CommandLine;

/** Shows what would become of files. */
final class ExplanationPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CommandLine command;
  private final boolean isJson;
  private final Printer printer;

  ExplanationPrinter(CommandLine command, boolean isJson) {
    this.command = command;
    this.isJson = isJson;
    this.printer = new Printer(command.getOut(), command.getErr(), command.getColorScheme().ansi());
  }

  /** What to end with: whether it would be accepted. */
  int print(Explanation one) {
    if (isJson) {
      printJson(one);
    } else {
      printText(one);
    }
    return one.refusal() == null && one.trouble() == null ? Exit.OK : Exit.FAILED;
  }

  private void printJson(Explanation one) {
    try {
      command.getOut().println(JSON.writeValueAsString(one));
      command.getOut().flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  private void printText(Explanation one) {
    printer.line("%s", shown(one.name()));
    if (one.refusal() != null) {
      printer.line("  %s  %s", printer.bad("would be refused"), shown(one.refusal()));
    } else if (one.trouble() != null) {
      printer.line("  %s  %s", printer.bad("cannot be told"), shown(one.trouble()));
    } else {
      printer.line(
          "  %s  %s of project %d",
          printer.good("would become"),
          one.target().equals("images") ? "an image" : "an accident log",
          one.project());
    }
    printer.line("  source       %s", shown(one.source()));
    printer.line("  rule         %s", one.rule() == null ? "none" : one.rule());
    printer.line("  destination  %s", shown(one.destination()));
    for (FileSeen file : one.files()) {
      printer.line(
          "  file         %s (%s%s)",
          shown(file.name()),
          Printer.size(file.size()),
          (file.contentType() == null ? "" : ", " + shown(file.contentType()))
              + (file.takenAt() == null
                  ? ""
                  : ", taken "
                      + file.takenAt().replace('T', ' ')
                      + " by "
                      + shown(file.takenFrom())));
    }
    if (one.fields() != null) {
      one.fields()
          .properties()
          .forEach(
              field -> {
                JsonNode value = field.getValue();
                printer.line(
                    "  field        %s: %s",
                    shown(field.getKey()),
                    shown(value.isTextual() ? value.asText() : value.toString()));
              });
    }
  }
}
