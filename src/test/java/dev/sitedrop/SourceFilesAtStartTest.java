package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.intake.SourceFileMistakes;
import dev.sitedrop.intake.SourceFileMistakes.SourceFileMistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A start with source files of which some cannot be used: the others run. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class SourceFilesAtStartTest {
  private static final Path ROUTES = RoutesCopy.create();
  private static final Path SOURCES = ROUTES.resolve("sources");
  private static final Path LATER = ROUTES.resolve("disk");

  @Autowired private SourceFileMistakes mistakes;
  @Autowired private CamelContext camel;
  @Autowired private TestRestTemplate web;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    write("broken.camel.yaml", folder("broken", "/proc").replace("folder-source", "folder-sauce"));
    write("tab.camel.yaml", folder("tab", "/proc").replace("    routeId", "\trouteId"));
    write("second-inbox.camel.yaml", folder("inbox", ROUTES.resolve("second").toString()));
    write("disk.camel.yaml", folder("disk", LATER.resolve("scans").toString()));
    write("late.camel.yaml", own("late", "direct:shrink"));
    write("shrink.camel.yaml", own("shrink", "log:x").replace("timer:shrink", "direct:shrink"));
    write("lonely.camel.yaml", own("lonely", "direct:nowhere"));
    write("scanner.camel.yml", folder("scanner", "/proc"));
    for (String litter : List.of("inbox.camel.yaml~", ".inbox.camel.yaml.swp", "notes.txt")) {
      write(litter, "nothing");
    }
    try {
      Files.writeString(LATER, "no folder yet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    registry.add("sitedrop.routes", ROUTES::toString);
  }

  private static void write(String file, String content) {
    try {
      Files.writeString(SOURCES.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder(String name, String directory) {
    return """
        - templatedRoute:
            routeTemplateRef: folder-source
            routeId: intake-%s
            parameters:
              - name: name
                value: %s
              - name: directory
                value: %s
        """
        .formatted(name.equals("inbox") ? "second" : name, name, directory);
  }

  private static String own(String name, String to) {
    return """
        - route:
            id: intake-%1$s
            from:
              uri: timer:%1$s?period=3600000&delay=3600000
              steps:
                - to:
                    uri: %2$s
                - to:
                    uri: sitedrop:%1$s
        """
        .formatted(name, to)
        .replace("timer:shrink?period=3600000&delay=3600000", "timer:shrink");
  }

  private List<String> wrong() {
    return mistakes.all().stream()
        .map(SourceFileMistake::file)
        .map(file -> Path.of(file).getFileName().toString())
        .toList();
  }

  private String problem(String file) {
    return mistakes.all().stream()
        .filter(one -> one.file().equals(SOURCES.resolve(file).toString()))
        .map(SourceFileMistake::problem)
        .findFirst()
        .orElseThrow();
  }

  private List<String> sources() {
    JsonNode status = web.getForObject("/api/status", JsonNode.class);
    return StreamSupport.stream(status.path("sources").spliterator(), false)
        .map(one -> one.path("name").asText())
        .sorted()
        .toList();
  }

  @Test
  void theOthersRunAndEachMistakeIsTold(CapturedOutput output) throws Exception {
    assertThat(wrong())
        .containsExactly(
            "broken.camel.yaml",
            "disk.camel.yaml",
            "lonely.camel.yaml",
            "scanner.camel.yml",
            "second-inbox.camel.yaml",
            "tab.camel.yaml");
    assertThat(problem("tab.camel.yaml"))
        .isEqualTo("line 3, column 1: a tab stands here; indent with spaces");
    assertThat(problem("scanner.camel.yml"))
        .isEqualTo("it is not read; rename it to scanner.camel.yaml");
    assertThat(problem("second-inbox.camel.yaml")).contains("the name 'inbox' is taken already");
    assertThat(problem("lonely.camel.yaml"))
        .contains("there is no route that begins with 'direct:nowhere'");
    assertThat(sources()).containsExactly("inbox", "late", "shrink");

    // a file that is corrected is taken up, and one that is taken away is told of no more
    write("broken.camel.yaml", folder("broken", ROUTES.resolve("good").toString()));
    Files.delete(SOURCES.resolve("tab.camel.yaml"));
    Files.move(SOURCES.resolve("scanner.camel.yml"), SOURCES.resolve("scanner.camel.yml.bak"));
    await().untilAsserted(() -> assertThat(sources()).contains("broken"));
    await()
        .untilAsserted(
            () ->
                assertThat(wrong())
                    .containsExactly(
                        "disk.camel.yaml", "lonely.camel.yaml", "second-inbox.camel.yaml"));

    // a source whose file is deleted is not listed, whatever Camel keeps of it
    Files.delete(SOURCES.resolve("late.camel.yaml"));
    Files.delete(SOURCES.resolve("broken.camel.yaml"));
    await().untilAsserted(() -> assertThat(sources()).containsExactly("inbox", "shrink"));

    // what was missing is there: nobody has to touch the file
    Files.delete(LATER);
    Files.createDirectory(LATER);
    await().atMost(Duration.ofMinutes(1)).until(() -> camel.getRoute("intake-disk") != null);
    await().until(() -> wrong().size() == 2);
    assertThat(wrong()).containsExactly("lonely.camel.yaml", "second-inbox.camel.yaml");
    assertThat(output.getOut().lines().filter(line -> line.contains("lonely.camel.yaml")))
        .hasSizeLessThanOrEqualTo(1);

    // the start was not one of this method, and yet nothing is told over and over
    assertThat(output.getOut()).doesNotContain("Exception");
  }
}
