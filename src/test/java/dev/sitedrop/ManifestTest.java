package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files in {@code docker/}: Kubernetes would take them, and what they say of names, paths and
 * ports is what the program and the image have.
 */
class ManifestTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Path MANIFESTS = Path.of("docker/k8s");
  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  static List<JsonNode> objects() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (Path file : files()) {
      try (MappingIterator<JsonNode> documents =
          YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
        documents.forEachRemaining(
            one -> {
              if (one.has("kind") && !one.path("kind").asText().equals("Kustomization")) {
                objects.add(one);
              }
            });
      }
    }
    return objects;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      return files.sorted().toList();
    }
  }

  private static JsonNode object(String kind) throws IOException {
    return objects().stream()
        .filter(one -> one.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode container() throws IOException {
    return object("Deployment").at("/spec/template/spec/containers/0");
  }

  /** By the client's model of this kind and version: no field that it lacks, and all it needs. */
  private static void validate(JsonNode object) throws Throwable {
    String[] group = object.path("apiVersion").asText().split("/");
    String version = group[group.length - 1].toUpperCase(Locale.ROOT);
    Class<?> model = Class.forName(MODELS + version + object.path("kind").asText());
    JsonElement json = JsonParser.parseString(object.toString());
    try {
      model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
      model.getMethod("fromJson", String.class).invoke(null, object.toString());
    } catch (InvocationTargetException invalid) {
      throw invalid.getCause();
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  void everyObjectIsWhatKubernetesKnows(JsonNode object) throws Throwable {
    validate(object);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{spec: {minAvailabel: 1}}",
        "{spec: {selector: {matchLabel: {a: b}}}}",
        "{metadata: {nam: x}}",
      })
  void aMisspeltFieldIsFound(String wrong) throws IOException {
    JsonNode object =
        YAML.readTree("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: x}}");
    JsonNode mistaken = YAML.readerForUpdating(object).readValue(YAML.readTree(wrong));

    assertThatThrownBy(() -> validate(mistaken)).hasMessageContaining("not defined in the");
  }

  @Test
  void aMissingFieldIsFound() throws IOException {
    JsonNode lacking =
        YAML.readTree("{apiVersion: apps/v1, kind: Deployment, spec: {replicas: 2}}");

    assertThatThrownBy(() -> validate(lacking)).hasMessageContaining("is not found");
  }

  @Test
  void everyFileIsAppliedOrAnExample() throws IOException {
    JsonNode kustomization = YAML.readTree(MANIFESTS.resolve("kustomization.yaml").toFile());
    Set<String> applied = texts(kustomization.path("resources"));

    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .filteredOn(name -> !name.equals("kustomization.yaml") && !name.contains(".example."))
        .containsExactlyInAnyOrderElementsOf(applied);
    assertThat(kustomization.at("/images/0/name").asText())
        .isEqualTo(container().path("image").asText());
  }

  private static Set<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void probesGoToThePortAndTheGroupsThatTheProgramHas() throws IOException {
    String dockerfile = Files.readString(Path.of("docker/Dockerfile"));
    int port = container().at("/ports/0/containerPort").asInt();
    assertThat(dockerfile).contains("MANAGEMENT_SERVER_PORT=" + port, "EXPOSE " + port);
    assertThat(dockerfile).contains("127.0.0.1/" + port);
    String name = container().at("/ports/0/name").asText();
    JsonNode groups =
        YAML.readTree(Path.of("src/main/resources/application.yaml").toFile())
            .at("/management/endpoint/health/group");
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      JsonNode get = container().path(probe).path("httpGet");
      assertThat(get.path("port").asText()).isEqualTo(name);
      assertThat(get.path("path").asText()).startsWith("/actuator/health/");
      assertThat(groups.has(get.path("path").asText().substring("/actuator/health/".length())))
          .as(get.toString())
          .isTrue();
    }
    JsonNode annotations = object("Deployment").at("/spec/template/metadata/annotations");
    assertThat(annotations.path("prometheus.io/port").asInt()).isEqualTo(port);
    assertThat(object("Service").at("/spec/ports/0/targetPort").asText()).isEqualTo(name);
    assertThat(object("NetworkPolicy").at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(port);
  }

  @Test
  void theLongestStopOfTheProgramIsShorterThanTheGrace() throws IOException {
    JsonNode program = YAML.readTree(Path.of("src/main/resources/application.yaml").toFile());
    int routes = program.at("/camel/main/shutdown-timeout").asInt();
    int deliveries =
        Integer.parseInt(
            program.at("/db-scheduler/shutdown-max-wait").asText().replaceAll("\\D", ""));

    assertThat(object("Deployment").at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isGreaterThan(routes + deliveries + 10);
  }

  @Test
  void theUserAndTheFoldersAreThoseOfTheImage() throws IOException {
    String dockerfile = Files.readString(Path.of("docker/Dockerfile"));
    JsonNode pod = object("Deployment").at("/spec/template/spec");
    assertThat(dockerfile)
        .contains("USER " + pod.at("/securityContext/runAsUser").asText() + ":")
        .contains("SITEDROP_HOME=/data", "SITEDROP_ROUTES=/app/routes");
    List<String> mounts = new ArrayList<>();
    container().path("volumeMounts").forEach(one -> mounts.add(one.path("mountPath").asText()));
    assertThat(mounts).contains("/data", "/tmp", "/app/routes/sources", "/shared");
    assertThat(environment("SPRING_CONFIG_IMPORT")).isEqualTo("configtree:/run/secrets/sitedrop/");
    assertThat(mounts).contains("/run/secrets/sitedrop");
    assertThat(environment("SITEDROP_SPOOL")).startsWith("/shared/");
    assertThat(object("ConfigMap").at("/data").toString()).contains("value: /shared/inbox");
    Set<String> volumes = new TreeSet<>();
    pod.path("volumes").forEach(one -> volumes.add(one.path("name").asText()));
    container()
        .path("volumeMounts")
        .forEach(one -> assertThat(volumes).contains(one.path("name").asText()));
  }

  private static String environment(String name) throws IOException {
    for (JsonNode one : container().path("env")) {
      if (one.path("name").asText().equals(name)) {
        return one.path("value").asText();
      }
    }
    throw new AssertionError(name);
  }

  /** Each is on one of the pages. */
  @Test
  void everySettingIsKnown() throws IOException {
    StringBuilder told = new StringBuilder();
    for (Path page : DocumentationTest.pages().toList()) {
      told.append(Files.readString(page));
    }
    List<String> names = new ArrayList<>();
    container().path("env").forEach(one -> names.add(one.path("name").asText()));
    object("Secret")
        .path("stringData")
        .fieldNames()
        .forEachRemaining(name -> names.add(WrongSetting.variable(name)));
    JsonNode compose = YAML.readTree(Path.of("docker/compose.yaml").toFile());
    compose.at("/services/sitedrop/environment").fieldNames().forEachRemaining(names::add);
    compose
        .path("secrets")
        .fieldNames()
        .forEachRemaining(name -> names.add(WrongSetting.variable(name)));
    names.remove("LOGGING_FILE_NAME");

    assertThat(names).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(told).contains(name));
  }

  /** The metric that copies are scaled by; {@link ProbesTest} looks whether it is told. */
  static String scaledBy() throws IOException {
    return object("HorizontalPodAutoscaler").at("/spec/metrics/0/external/metric/name").asText();
  }

  /** All copies tell the same number: it is not to be added up, and to be shared out. */
  @Test
  void theBacklogIsTakenOnceHoweverManyCopiesTellIt() throws IOException {
    JsonNode adapter =
        YAML.readTree(MANIFESTS.resolve("prometheus-adapter.example.yaml").toFile())
            .at("/rules/external/0");

    assertThat(adapter.at("/name/as").asText()).isEqualTo(scaledBy());
    assertThat(adapter.path("seriesQuery").asText()).contains('"' + scaledBy() + '"');
    assertThat(adapter.path("metricsQuery").asText()).startsWith("max(");
    assertThat(
            object("HorizontalPodAutoscaler").at("/spec/metrics/0/external/target/type").asText())
        .isEqualTo("AverageValue");
  }

  @Test
  void theSourceOfTheExampleIsOfATemplate() throws IOException {
    object("ConfigMap")
        .path("data")
        .properties()
        .forEach(
            file -> {
              assertThat(file.getKey()).endsWith(".camel.yaml");
              assertThat(file.getValue().asText()).contains("routeTemplateRef: folder-source");
            });
  }
}
