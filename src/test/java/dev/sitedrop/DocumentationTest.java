package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages say is there: parameters, examples, links, and messages of the log. */
public class DocumentationTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** What stands in a message for names, numbers and the words of others. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\([^()]*[…A-Z_\\[][^()]*\\)|…|'[^']*'|\\S+\\.(example|com|yaml|jpg|pdf)(:\\d+)?\\b"
              + "|\\S*/\\S+|\\bsite-(mail|office)\\b|\\bscanner\\b|\\bsitedrop\\b|\\d+");

  private static final int SHORTEST = 8;
  private static final Pattern NAMED_TEST =
      Pattern.compile("(?<![.\\w])[A-Z][A-Za-z0-9]*[a-z0-9](?:Test|IT|Bench|Contract)\\b");
  private static final Pattern NEED = Pattern.compile("Need\\.([A-Z_]+)");

  private static final Map<String, Path> TESTS = tests();

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("RATIONALE.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream();
  }

  /** The example of a page in which this stands. */
  public static String example(String page, String words) throws IOException {
    return CODE_BLOCK
        .matcher(Files.readString(Path.of(page)))
        .results()
        .map(block -> block.group(3))
        .filter(block -> block.contains(words))
        .findFirst()
        .orElseThrow();
  }

  static Map<String, Set<String>> templates() throws IOException {
    Map<String, Set<String>> parameters = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of("routes/templates"))) {
      for (Path file : files.toList()) {
        for (JsonNode element : YAML.readTree(file.toFile())) {
          JsonNode template = element.path("routeTemplate");
          Set<String> names = new HashSet<>();
          template.path("parameters").forEach(one -> names.add(one.path("name").asText()));
          parameters.put(template.path("id").asText(), names);
        }
      }
    }
    return parameters;
  }

  @ParameterizedTest
  @CsvSource({
    "folder-source, docs/sources/folder.md",
    "mailbox-source, docs/sources/imap.md",
    "sftp-source, docs/sources/sftp.md",
    "ftps-source, docs/sources/sftp.md"
  })
  void everyParameterOfATemplateIsOnItsPage(String template, Path page) throws IOException {
    String first = template.replace("ftps", "sftp"); // whose table names only what is different
    String tables = Files.readString(page).split("parameter of `" + first + "`", 2)[1];

    assertThat(templates().get(template))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(tables.contains("`" + name + "`")).as(name).isTrue());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyExampleIsOfATemplateAndItsParameters(Path page) throws IOException {
    for (MatchResult block : CODE_BLOCK.matcher(Files.readString(page)).results().toList()) {
      if (!block.group(2).equals("yaml") || !block.group(3).contains("templatedRoute:")) {
        continue;
      }
      for (JsonNode element : YAML.readTree(block.group(3))) {
        JsonNode source = element.path("templatedRoute");
        Set<String> known = templates().get(source.path("routeTemplateRef").asText());
        assertThat(known).as(source.toString()).isNotNull();
        source
            .path("parameters")
            .forEach(one -> assertThat(known).contains(one.path("name").asText()));
      }
    }
  }

  @Test
  void everyPageIsInTheContents() throws IOException {
    Path contents = Path.of("docs/README.md");
    List<Path> linked =
        LINK.matcher(Files.readString(contents))
            .results()
            .map(link -> contents.resolveSibling(link.group(1)).normalize())
            .toList();

    assertThat(pages().filter(page -> page.startsWith("docs") && !page.equals(contents)))
        .isSubsetOf(linked);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
    for (MatchResult link : LINK.matcher(text).results().toList()) {
      String to = link.group(1);
      if (to.contains("://")) {
        continue;
      }
      String[] parts = to.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
      assertThat(target).as("%s in %s", to, page).exists();
      if (parts.length == 2) {
        assertThat(anchors(target)).as("%s in %s", to, page).contains(parts[1]);
      }
    }
  }

  /** As GitHub makes them. */
  private static List<String> anchors(Path page) throws IOException {
    String text = CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTestThatIsNamedIsThere(Path page) throws IOException {
    assertThat(testsNamedIn(page))
        .allSatisfy(
            name -> {
              assertThat(TESTS).containsKey(name);
              assertThat(Files.readString(TESTS.get(name)))
                  .containsPattern(
                      "@(Test|ArchTest|ParameterizedTest|RepeatedTest)\\b|extends \\w+Contract");
            });
  }

  /** Where such a program is missing, the test shows nothing: whoever reads its name is told. */
  @Test
  void whatTheTestsOfATableNeedIsSaidAboveIt() throws IOException {
    Path page = Path.of("docs/operating.md");
    String above = Files.readString(page).split("\\| what happens", 2)[0];
    Set<String> needs = new HashSet<>();
    for (String name : testsNamedIn(page)) {
      NEED.matcher(Files.readString(TESTS.get(name)))
          .results()
          .map(need -> need.group(1).replace('_', '-').toLowerCase(Locale.ROOT))
          .forEach(needs::add);
    }

    assertThat(needs).isNotEmpty();
    assertThat(needs).allSatisfy(need -> assertThat(above).containsIgnoringCase(need));
  }

  private static Set<String> testsNamedIn(Path page) throws IOException {
    return NAMED_TEST
        .matcher(Files.readString(page))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static Map<String, Path> tests() {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  file -> file,
                  (one, other) -> one));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatThePagesSayThatTheLogSaysIsInTheProgram() throws IOException {
    String program = literals();
    List<String> invented = new ArrayList<>();
    int count = 0;
    for (Path page : pages().toList()) {
      String[] parts = Files.readString(page).split("## When it does not work", 2);
      for (String row : parts.length == 1 ? new String[0] : parts[1].split("\n")) {
        if (!row.startsWith("| `")) {
          continue;
        }
        for (MatchResult said : CODE.matcher(row.split(" \\| ")[0]).results().toList()) {
          for (String words : VARIABLE.split(said.group(1))) {
            String fixed = words.replaceAll("^[\\s.:,;()]+|[\\s.:,;()]+$", "");
            if (fixed.length() >= SHORTEST) {
              count++;
              if (!program.contains(fixed)) {
                invented.add(fixed + " in " + page);
              }
            }
          }
        }
      }
    }
    assertThat(invented).isEmpty();
    assertThat(count).isGreaterThan(30);
  }

  /** All texts of the program, those joined that are written in several lines. */
  private static String literals() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "")).append('\n');
      }
    }
    return all.toString();
  }
}
