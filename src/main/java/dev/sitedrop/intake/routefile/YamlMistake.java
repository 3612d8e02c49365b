package dev.sitedrop.intake.routefile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Tells in plain words why a text is no YAML, and what to write instead. It never repeats a value:
 * that may be a password.
 */
final class YamlMistake {
  private static final Pattern BRACES = Pattern.compile("^[^#'\"]*?(?::|-)\\s+(?<value>\\{\\{.*)$");
  private static final Pattern NO_SPACE =
      Pattern.compile("^\\s*(?:- +)*(?<name>[\\w.-]+):(?<value>[^\\s:].*)$");
  private static final Pattern ENTRY =
      Pattern.compile("^\\s*(?:- +)*(?<name>[\\w.-]+):\\s+(?<value>\\S.*)$");
  private static final Pattern CHARACTER = Pattern.compile("found character '(.)'.*");

  private final List<String> lines;
  private final String text;

  YamlMistake(String text) {
    this.text = text;
    this.lines = text.lines().toList();
  }

  /** Where something stands in front of which YAML has lost the thread. */
  WrongRouteFile in(MarkedYamlEngineException failure) {
    Mark mark = failure.getProblemMark().or(failure::getContextMark).orElseThrow();
    Mark context = failure.getContextMark().orElse(mark);
    String problem = String.valueOf(failure.getProblem());
    String line = line(mark.getLine());
    Matcher braces = BRACES.matcher(line);
    if (braces.matches()) {
      return braces(mark.getLine(), braces);
    }
    Optional<Mark> quote = openQuote();
    if (quote.isPresent()) {
      return new WrongRouteFile(
          quote, "the quote that opens here is not closed; close it in this line");
    }
    if (problem.startsWith("found character '\\t")) {
      return wrong(mark, "a tab stands here; indent with spaces");
    }
    Matcher character = CHARACTER.matcher(problem.lines().findFirst().orElse(""));
    if (character.matches()) {
      return wrong(mark, "a value may not begin with %s; write it in quotes", character.group(1));
    }
    if (problem.contains("escape character")) {
      return wrong(
          mark, "a \\ means something else in double quotes; write the value in single quotes");
    }
    if (problem.contains("could not find expected ':'")) {
      return noColon(context);
    }
    if (problem.contains("mapping values are not allowed")) {
      return twoColonsOrIndent(mark, line);
    }
    if (problem.contains("undefined alias")
        || String.valueOf(failure.getContext()).contains("scanning an alias")) {
      int column = Math.max(0, Math.min(mark.getColumn(), line.length() - 1));
      int star = Math.max(0, line.lastIndexOf('*', column));
      return new WrongRouteFile(
          Optional.empty(),
          WrongRouteFile.place(mark.getLine(), star)
              + "a value may not begin with *; write it in quotes");
    }
    if (problem.contains("expected ',' or")
        || String.valueOf(failure.getContext()).contains("parsing a flow")) {
      return new WrongRouteFile(
          openBracket().or(() -> Optional.of(context)),
          "the bracket that opens here is not closed; close it");
    }
    if (problem.contains("expected <block end>")) {
      return leftOver(mark, line);
    }
    if (problem.contains("another document")) {
      return wrong(mark, "a second document begins here; take out the line '---'");
    }
    return wrong(mark, "this is no YAML; look at quotes, colons and how far lines are indented");
  }

  /** What was meant as a placeholder is in braces, which YAML reads otherwise without quotes. */
  WrongRouteFile somewhere() {
    for (int number = 0; number < lines.size(); number++) {
      Matcher braces = BRACES.matcher(line(number));
      if (braces.matches()) {
        return braces(number, braces);
      }
    }
    return new WrongRouteFile(
        Optional.empty(),
        "this is no YAML; look at braces and brackets, and write such text in quotes");
  }

  private static WrongRouteFile braces(int line, Matcher braces) {
    return new WrongRouteFile(
        Optional.empty(),
        WrongRouteFile.place(line, braces.start("value"))
            + "{{ }} stands here without quotes; write \"{{…}}\"");
  }

  /** A text in quotes that goes on into another line, before the place that is no YAML. */
  private Optional<Mark> openQuote() {
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
        if (event instanceof ScalarEvent scalar
            && (scalar.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                || scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED)
            && scalar.getStartMark().map(Mark::getLine).orElse(0)
                < scalar.getEndMark().map(Mark::getLine).orElse(0)) {
          return scalar.getStartMark();
        }
      }
    } catch (MarkedYamlEngineException e) {
      return String.valueOf(e.getProblem()).contains("end of stream")
              && String.valueOf(e.getContext()).contains("quoted scalar")
          ? e.getContextMark()
          : Optional.empty();
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The innermost that is open at the place that is no YAML. */
  private Optional<Mark> openBracket() {
    Deque<CollectionStartEvent> open = new ArrayDeque<>();
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
        if (event instanceof CollectionStartEvent start) {
          open.push(start);
        } else if (event instanceof CollectionEndEvent) {
          open.pop();
        }
      }
    } catch (YamlEngineException e) {
      return open.stream()
          .filter(CollectionStartEvent::isFlow)
          .findFirst()
          .flatMap(Event::getStartMark);
    }
    return Optional.empty();
  }

  private WrongRouteFile noColon(Mark where) {
    Matcher joined = NO_SPACE.matcher(line(where.getLine()));
    return joined.matches()
        ? wrong(where, "a space is missing after the colon behind '%s'", joined.group("name"))
        : wrong(where, "a colon is missing; write such as 'name: scanner'");
  }

  private WrongRouteFile twoColonsOrIndent(Mark mark, String line) {
    Matcher entry = ENTRY.matcher(line);
    if (entry.matches() && mark.getColumn() > entry.end("name")) {
      return new WrongRouteFile(
          Optional.empty(),
          WrongRouteFile.place(mark.getLine(), entry.start("value"))
              + "a value with a colon needs quotes");
    }
    return new WrongRouteFile(
        Optional.empty(),
        WrongRouteFile.place(mark.getLine(), indent(line))
            + "this line is indented further than the one above it; indent both alike");
  }

  private WrongRouteFile leftOver(Mark mark, String line) {
    return mark.getColumn() == indent(line)
        ? wrong(
            mark,
            "this line is indented by %s, and no line above that it could belong to is; indent it"
                + " like its neighbours",
            indent(line) == 1 ? "1 space" : indent(line) + " spaces")
        : wrong(mark, "this is left over behind the quotes; put the whole value in quotes");
  }

  private String line(int number) {
    return number < lines.size() ? lines.get(number) : "";
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  private static WrongRouteFile wrong(Mark mark, String told, Object... values) {
    return new WrongRouteFile(Optional.of(mark), String.format(told, values));
  }
}
