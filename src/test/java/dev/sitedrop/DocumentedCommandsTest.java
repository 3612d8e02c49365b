package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the commands of the pages name is there: profiles, tests, files, settings. They are run by
 * WrittenCommandsIT, but for those that its list of exceptions names.
 */
class DocumentedCommandsTest {
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
  private static final Pattern VARIABLE = Pattern.compile("\\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)=");

  /** Of Amazon's SDK, and of Java's start script. */
  private static final Set<String> OTHERS =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "JAVA_HOME", "BENCH_JAVA_HOMES");

  private static List<String> commands() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path page : DocumentationTest.pages().toList()) {
      all.append(Files.readString(page)).append('\n');
    }
    return all.toString().replaceAll("`|\\\\\\n", " ").lines().toList();
  }

  private static Set<String> named(String pattern) throws IOException {
    Pattern wanted = Pattern.compile(pattern);
    return commands().stream()
        .flatMap(line -> wanted.matcher(line).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void everyProfileIsInThePom() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(named("\\./mvnw\\b.* -P([a-z]+)"))
        .contains("demo", "bench", "audit")
        .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
  }

  @Test
  void everyTestIsThere() throws IOException {
    assertThat(named("-D(?:it\\.)?test=([A-Z]\\w+)")).isNotEmpty().isSubsetOf(tests());
  }

  @Test
  void everyFileIsThere() throws IOException {
    assertThat(named("(?:\\s-f|\\bkubectl apply -k|^)\\s*(docker/[\\w./-]+)"))
        .contains("docker/Dockerfile", "docker/compose.demo.yaml", "docker/k8s")
        .allSatisfy(file -> assertThat(Path.of(file)).exists());
  }

  /** A class or method of a table's last column that is no test any more would prove nothing. */
  @Test
  void everyTestOfTheTableOfFaultsIsThere() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String line : Files.readString(Path.of("docs/operating.md")).lines().toList()) {
      String[] cells = line.split(" \\| ");
      if (line.startsWith("| ") && cells.length == 3) {
        for (MatchResult one :
            Pattern.compile("`(\\w+(?:Test|IT))`").matcher(cells[2]).results().toList()) {
          shown.add(one.group(1));
        }
      }
    }

    assertThat(shown).hasSizeGreaterThan(40).isSubsetOf(tests());
  }

  @Test
  void everyVariableIsASetting() throws IOException {
    Set<String> settings =
        commands().stream()
            .filter(line -> line.startsWith("| "))
            .flatMap(line -> NAME.matcher(line.split(" \\| ")[0]).results())
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    Predicate<String> isSetting =
        name ->
            settings.contains(name)
                || OTHERS.contains(name)
                || name.matches("PROCORE_COMPANIES_[A-Z0-9]+_(CLIENT_ID|CLIENT_SECRET|COMPANY_ID)");

    Map<Boolean, List<String>> known =
        commands().stream()
            .filter(line -> line.strip().startsWith("export ") || line.contains("target/bin"))
            .flatMap(line -> VARIABLE.matcher(line).results())
            .map(found -> found.group(1))
            .collect(Collectors.partitioningBy(isSetting));

    assertThat(known.get(false)).isEmpty();
    assertThat(known.get(true)).hasSizeGreaterThan(8);
  }
}
