package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.SourceFileMistakes;
import dev.sitedrop.intake.SourceFileMistakes.SourceFileMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Each mistake that docs/routes.md shows, made in its own examples, and what is told of it. */
@SiteDropTest
class RouteMistakesTest {
  private static final String PAGE = "docs/routes.md";
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(?<right>[^`]+)` \\| `(?<wrong>[^`]+)` \\| (?<told>.*) \\|$");

  private static final Path ROUTES = RoutesCopy.create();
  private static final Map<String, String> TOLD = new LinkedHashMap<>();

  @Autowired private SourceFileMistakes mistakes;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    try {
      String page = Files.readString(Path.of(PAGE)).split("\n## Mistakes\n", 2)[1];
      Matcher row = ROW.matcher(page.split("\n## ", 2)[0]);
      while (row.find()) {
        String file = String.format("%02d.camel.yaml", TOLD.size());
        Files.writeString(
            ROUTES.resolve("sources").resolve(file), made(row.group("right"), row.group("wrong")));
        TOLD.put(file, row.group("told"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry.add("sitedrop.routes", ROUTES::toString);
  }

  /** In the first example that has what is right. */
  private static String made(String right, String wrong) throws IOException {
    String scanner = DocumentationTest.example(PAGE, "# routes/sources/scanner.camel.yaml");
    String example =
        scanner.contains(right)
            ? scanner
            : DocumentationTest.example(PAGE, "# routes/sources/camera.camel.yaml");
    assertThat(example).contains(right);
    return example.replaceFirst(
        Pattern.quote(right), Matcher.quoteReplacement(wrong.replace('⇥', '\t')));
  }

  @Test
  void isToldAsThePageShows() {
    Map<String, String> told = new LinkedHashMap<>();
    for (SourceFileMistake one : mistakes.all()) {
      told.put(Path.of(one.file()).getFileName().toString(), one.problem());
    }
    List<String> wanted = new ArrayList<>();
    TOLD.forEach((file, words) -> wanted.add(file + ": " + words));

    assertThat(TOLD).hasSizeGreaterThan(9);
    assertThat(told.entrySet())
        .extracting(one -> one.getKey() + ": " + one.getValue())
        .containsExactlyElementsOf(wanted);
  }
}
