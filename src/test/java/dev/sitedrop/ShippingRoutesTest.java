package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The YAML files that ship are the ones that run, and keep to their habits. */
@SiteDropTest
class ShippingRoutesTest {
  private static final Path FOLDER = Path.of("routes");

  @Autowired private CamelContext camel;

  @Test
  void allRoutesRun() {
    assertThat(camel.getRoutes())
        .extracting(Route::getRouteId)
        .contains(
            "intake-inbox",
            "intake",
            "deliver",
            "create-upload",
            "storage-put",
            "complete-upload",
            "associate",
            "accident-log",
            "image",
            "procore-call",
            "find-associated",
            "find-projects",
            "find-albums",
            "settle");
    assertThat(camel.getRoutes())
        .allSatisfy(
            route ->
                assertThat(
                        camel.getRouteController().getRouteStatus(route.getRouteId()).isStarted())
                    .as(route.getRouteId())
                    .isTrue());
  }

  @Test
  void everyRouteHasADescriptionAndAnErrorPolicy() throws IOException {
    for (JsonNode route : shipped("route")) {
      assertThat(route.path("id").asText()).matches("[a-z-]+");
      assertThat(route.path("description").asText()).as(route.path("id").asText()).isNotBlank();
      assertThat(route.path("routeConfigurationId").asText())
          .as(route.path("id").asText())
          .isNotBlank();
    }
  }

  @Test
  void aDirectEndpointBearsTheIdOfTheRouteItEnters() throws IOException {
    for (JsonNode route : shipped("route")) {
      String uri = route.path("from").path("uri").asText();
      assertThat(uri).isEqualTo("direct:" + route.path("id").asText());
    }
  }

  @Test
  void routesStayShort() throws IOException {
    for (JsonNode route : shipped("route")) {
      assertThat(route.path("from").path("steps").size())
          .as(route.path("id").asText())
          .isLessThanOrEqualTo(12);
    }
  }

  @Test
  void aSourceIsAboutTenLines() throws IOException {
    assertThat(Files.readAllLines(FOLDER.resolve("sources/inbox.camel.yaml")))
        .hasSizeLessThanOrEqualTo(12);
  }

  private static List<JsonNode> shipped(String kind) throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    List<JsonNode> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml")).toList()) {
        for (JsonNode element : yaml.readTree(file.toFile())) {
          if (element.has(kind)) {
            found.add(element.get(kind));
          }
        }
      }
    }
    return found;
  }
}
