package dev.sitedrop.needs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The last step of the build: tells from the reports of the tests what was skipped and what to
 * install. It needs nothing but a JDK.
 */
public final class SkippedTests {
  /** How the reason begins where something is missing; a {@link Need} says what. */
  static final String NEEDED = "Skipped: ";

  private static final Pattern GROUP = Pattern.compile("(?:^|; )([^()]+ \\([^()]+\\))");
  private static final String RULE = "=".repeat(80);

  private final Map<String, Set<String>> groups = new TreeMap<>();
  private final Set<String> others = new TreeSet<>();
  private int tests;

  /**
   * Prints it, and writes it down for whoever allows no skips.
   *
   * @param arguments the file to write, empty if nothing was skipped; when the build began; the
   *     folders of the reports
   */
  public static void main(String... arguments) throws Exception {
    SkippedTests skipped = new SkippedTests();
    for (String folder : List.of(arguments).subList(2, arguments.length)) {
      skipped.read(Path.of(folder), Instant.parse(arguments[1]));
    }
    List<String> lines = skipped.lines();
    Files.write(Path.of(arguments[0]), lines);
    if (lines.isEmpty()) {
      System.out.println("No test was skipped.");
    } else {
      System.out.println(RULE);
      lines.forEach(System.out::println);
      System.out.println(RULE);
    }
  }

  /** Reads the reports in a folder; those of earlier builds lie there as well. */
  void read(Path folder, Instant began) throws Exception {
    if (!Files.isDirectory(folder)) {
      return;
    }
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(SkippedTests::isReport).toList()) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(began)) {
          read(parser.parse(file.toFile()).getDocumentElement());
        }
      }
    }
  }

  private static boolean isReport(Path file) {
    return file.getFileName().toString().matches("TEST-.*\\.xml");
  }

  private void read(Element suite) {
    NodeList cases = suite.getElementsByTagName("testcase");
    if (cases.getLength() == 0) { // what is given up before its first test is told so
      others.add(simple(suite.getAttribute("name")) + ": none of its tests has run");
    }
    for (int i = 0; i < cases.getLength(); i++) {
      tests++;
      Element test = (Element) cases.item(i);
      NodeList skipped = test.getElementsByTagName("skipped");
      if (skipped.getLength() > 0) {
        String where = simple(test.getAttribute("classname"));
        String reason = reason((Element) skipped.item(0));
        if (reason.startsWith(NEEDED)) {
          for (MatchResult group :
              GROUP.matcher(reason.substring(NEEDED.length())).results().toList()) {
            groups.computeIfAbsent(group.group(1), none -> new TreeSet<>()).add(where);
          }
        } else {
          String name = test.getAttribute("name");
          others.add(where + (name.isEmpty() ? "" : "." + name) + ": " + reason);
        }
      }
    }
  }

  /**
   * Of a condition it is an attribute; of what is given up under way, the exception with its name.
   */
  private static String reason(Element skipped) {
    String message = skipped.getAttribute("message");
    return message.isEmpty()
        ? skipped
            .getTextContent()
            .strip()
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst("^\\S+: ", "")
        : message;
  }

  private static String simple(String className) {
    return className.replaceAll(".*\\.", "");
  }

  /** What to say of it; nothing if tests have run and none was skipped. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (tests == 0) {
      lines.add("No test has run.");
    }
    if (!groups.isEmpty()) {
      lines.add(
          (groups.size() == 1 ? "1 group" : groups.size() + " groups")
              + " of tests skipped, as something is missing here:");
      groups.forEach(
          (group, classes) -> lines.add("  " + group + ": " + String.join(", ", classes)));
      lines.add(
          "Or run .ci/run on Debian 12, as root: it installs what they need, and runs them all.");
    }
    if (!others.isEmpty()) {
      lines.add("Skipped without a word about what is missing:");
      others.forEach(other -> lines.add("  " + other));
    }
    return lines;
  }
}
