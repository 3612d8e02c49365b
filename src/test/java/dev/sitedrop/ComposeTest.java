package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the compose files say of paths, ports, parameters and metrics is there; whether Docker knows
 * their words, docker/lint looks.
 */
class ComposeTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path DOCKER = Path.of("docker");
  private static final Pattern METRIC = Pattern.compile("\\b(?:sitedrop|disk|camel)_[a-z_]+");

  private static JsonNode yaml(String name) throws IOException {
    return YAML.readTree(DOCKER.resolve(name).toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compose.yaml", "compose.demo.yaml"})
  void whatIsMountedIsThere(String file) throws IOException {
    int count = 0;
    for (JsonNode service : yaml(file).path("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String from = volume.asText().split(":")[0];
        if (from.startsWith(".")) {
          count++;
          assertThat(DOCKER.resolve(from)).as(volume.asText()).exists();
        }
      }
    }
    assertThat(count).isPositive();
  }

  @Test
  void theDemosSourcesAreOfTemplatesAndTheirParameters() throws IOException {
    int count = 0;
    for (JsonNode element : yaml("demo/sources/demo.camel.yaml")) {
      JsonNode source = element.path("templatedRoute");
      Set<String> known =
          DocumentationTest.templates().get(source.path("routeTemplateRef").asText());
      assertThat(known).as(source.toString()).isNotNull();
      for (JsonNode parameter : source.path("parameters")) {
        count++;
        assertThat(known).contains(parameter.path("name").asText());
      }
    }
    assertThat(count).isGreaterThan(10);
  }

  @Test
  void prometheusAsksWhereTheImageListens() throws IOException {
    String target =
        yaml("prometheus/prometheus.yaml")
            .at("/scrape_configs/0/static_configs/0/targets/0")
            .asText();
    String dockerfile = Files.readString(DOCKER.resolve("Dockerfile"));

    assertThat(target).startsWith("sitedrop:");
    assertThat(dockerfile).contains("EXPOSE " + target.substring("sitedrop:".length()) + "\n");
  }

  @Test
  void theImageStartsTheMainClassAndHasItsRoutes() throws IOException {
    assertThat(Files.readString(DOCKER.resolve("Dockerfile")))
        .contains("\"" + SiteDrop.class.getName() + "\"]", "COPY routes routes");
  }

  /** Each query is about metrics that the page of metrics names. */
  @Test
  void theDashboardShowsWhatSiteDropTells() throws IOException {
    Path page = Path.of("docs/signals.md");
    Set<String> told =
        METRIC
            .matcher(Files.readString(page))
            .results()
            .map(found -> found.group())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> shown = new TreeSet<>();
    JsonNode dashboard =
        new ObjectMapper().readTree(DOCKER.resolve("grafana/dashboards/sitedrop.json").toFile());
    for (JsonNode expression : dashboard.findValues("expr")) {
      METRIC
          .matcher(expression.asText())
          .results()
          .map(found -> found.group().replaceAll("_(bucket|sum|count)$", ""))
          .forEach(shown::add);
    }

    assertThat(shown).hasSizeGreaterThan(8).isSubsetOf(told);
    assertThat(dashboard.findValuesAsText("id")).doesNotHaveDuplicates();
    assertThat(List.of(dashboard.path("uid").asText())).containsExactly("sitedrop");
  }
}
