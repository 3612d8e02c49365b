package dev.sitedrop.pages;

import dev.sitedrop.Samples;
import dev.sitedrop.console.Mending;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the commands of the pages in their order, and compares what they print with what the page
 * shows. What is not run is named, with its reason, by {@link NotRun}.
 */
@Needs(Need.BASH)
class WrittenCommandsIT {
  private static final String MENDS = "*Save and retry*";

  @TempDir private static Path folder;

  @TempDir private Path terminal;

  static List<String> pages() {
    return Pages.all().stream()
        .filter(page -> Pages.blocks(page).stream().anyMatch(NotRun::isRun))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thePageShowsWhatItsCommandsDo(String page) throws Exception {
    Need.skipWithout(neededBy(page));
    Map<String, IntConsumer> byHand =
        Pages.text(page).contains(MENDS) ? Map.of(MENDS, Mending::ofWhatHasFailed) : Map.of();

    try (Reading reading = new Reading(aClone(), terminal)) {
      reading.read(page, byHand);
    }
  }

  private static Need[] neededBy(String page) {
    String commands =
        Pages.blocks(page).stream()
            .filter(NotRun::isRun)
            .map(Block::text)
            .collect(Collectors.joining("\n"));
    List<Need> needs = new ArrayList<>();
    if (commands.contains("curl ")) {
      needs.add(Need.CURL);
    }
    if (commands.contains("unzip ")) {
      needs.add(Need.UNZIP);
    }
    if (Pages.text(page).contains(MENDS)) {
      needs.add(Need.CHROMIUM);
    }
    return needs.toArray(Need[]::new);
  }

  /** As a clone, with what has been packaged; what was compiled for a page before is there. */
  private static Path aClone() throws IOException {
    Path clone = folder.toRealPath().resolve("SiteDrop");
    if (Files.notExists(clone)) {
      for (String part : List.of(".mvn", "routes", "src/main", "src/test/resources/samples")) {
        FileSystemUtils.copyRecursively(Path.of(part), clone.resolve(part));
      }
      for (String part : List.of("mvnw", "pom.xml")) {
        Files.copy(Path.of(part), clone.resolve(part));
      }
      clone.resolve("mvnw").toFile().setExecutable(true);
      Files.createDirectories(clone.resolve("target"));
      for (String part : List.of("target/bin", "target/sitedrop.jar")) {
        Files.createSymbolicLink(clone.resolve(part), Path.of(part).toAbsolutePath());
      }
      for (String sample : List.of("crane.jpg", "incident-report.pdf")) {
        Files.copy(Samples.file(sample), clone.resolve(sample));
      }
    }
    FileSystemUtils.deleteRecursively(clone.resolve("sitedrop"));
    return clone;
  }
}
