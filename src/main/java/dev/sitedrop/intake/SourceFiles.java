package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Loads the sources, and takes up what a user changes in their files while SiteDrop runs. One
 * file's routes are exchanged without touching the others, and a mistake leaves its source as it
 * was. Camel's own reload is made for development: it forgets which file a templated route came
 * from, and a mistake leaves no route at all.
 */
@Component
public class SourceFiles {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String ENDING = ".camel.yaml";
  private static final long LOOK_EVERY_MILLIS = 1000;

  private record Loaded(byte[] content, Set<String> routeIds) {}

  private final CamelContext camel;
  private final Path folder;
  private final Map<Path, Loaded> loaded = new HashMap<>();
  private final Map<Path, byte[]> refused = new HashMap<>();
  private ScheduledExecutorService watch;

  SourceFiles(CamelContext camel, @Value("${sitedrop.routes}") Path routes) {
    this.camel = camel;
    this.folder = routes.resolve("sources");
  }

  /**
   * @throws UnusableSource if a file holds a mistake: at the start nothing runs with half its
   *     sources
   */
  @EventListener(ApplicationStartedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void loadAll() throws IOException {
    for (Map.Entry<Path, byte[]> file : files().entrySet()) {
      try {
        load(file.getKey(), file.getValue());
      } catch (Exception e) {
        throw new UnusableSource(file.getKey(), RouteMistake.told(e));
      }
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void watch() {
    watch =
        camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "source-files");
    watch.scheduleWithFixedDelay(
        this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Map<Path, byte[]> now = files();
      refused.keySet().retainAll(now.keySet());
      for (Path gone : List.copyOf(loaded.keySet())) {
        if (!now.containsKey(gone)) {
          unload(gone);
          LOG.info("The source file {} is gone, and its source with it", gone.getFileName());
        }
      }
      for (Map.Entry<Path, byte[]> file : now.entrySet()) {
        Loaded before = loaded.get(file.getKey());
        boolean known = before != null && Arrays.equals(before.content(), file.getValue());
        if (!known && !Arrays.equals(refused.get(file.getKey()), file.getValue())) {
          exchange(file.getKey(), file.getValue(), before);
        }
      }
    } catch (Exception e) {
      LOG.warn("The folder {} cannot be read: {}", folder, FailureText.of(e));
    }
  }

  private void exchange(Path file, byte[] content, Loaded before) throws Exception {
    unload(file);
    try {
      load(file, content);
      refused.remove(file);
      LOG.info("The source file {} was taken up", file.getFileName());
    } catch (Exception e) {
      refused.put(file, content);
      LOG.error(
          "The source file {} cannot be used: {}. {}",
          file.getFileName(),
          RouteMistake.told(e),
          restore(file, before) ? "Its source goes on as before" : "Correct it");
    }
  }

  /** Whether the source runs again as it did before. */
  private boolean restore(Path file, Loaded before) {
    try {
      if (before != null) {
        load(file, before.content());
      }
      return before != null;
    } catch (Exception e) {
      return false;
    }
  }

  /** Either all routes of the file run, or none is left behind. */
  private void load(Path file, byte[] content) throws Exception {
    Set<String> before = routeIds();
    check(content, before);
    try {
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.fromBytes("file:" + file, content));
    } catch (Exception e) {
      Set<String> half = routeIds();
      half.removeAll(before);
      remove(half);
      throw e;
    }
    Set<String> added = routeIds();
    added.removeAll(before);
    loaded.put(file, new Loaded(content, added));
  }

  /**
   * What Camel would take without a word: a new route in the place of another one, and parameters
   * that no template has.
   */
  private void check(byte[] content, Set<String> taken) throws IOException {
    JsonNode elements = YAML.readTree(content);
    if (elements == null || !elements.isArray()) {
      throw new IllegalArgumentException("it is no list; begin with '- templatedRoute:'");
    }
    Set<String> ids = new HashSet<>(taken);
    for (JsonNode element : elements) {
      String id = idOf(element);
      if (!id.isEmpty() && !ids.add(id)) {
        throw new IllegalArgumentException(
            "the route id '" + id + "' is taken already; give each source one of its own");
      }
      checkParameters(element.path("templatedRoute"));
    }
  }

  private void checkParameters(JsonNode source) {
    String template = source.path("routeTemplateRef").asText();
    RouteTemplateDefinition definition =
        ((ModelCamelContext) camel).getRouteTemplateDefinition(template);
    if (source.isMissingNode() || definition == null) {
      return; // Camel says so
    }
    Set<String> known = new TreeSet<>();
    definition.getTemplateParameters().forEach(parameter -> known.add(parameter.getName()));
    for (JsonNode parameter : source.path("parameters")) {
      String name = parameter.path("name").asText();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            String.format(
                "%s has no parameter '%s'; it has %s", template, name, String.join(", ", known)));
      }
    }
  }

  private static String idOf(JsonNode element) {
    JsonNode ofTemplate = element.at("/templatedRoute/routeId");
    return ofTemplate.isMissingNode() ? element.at("/route/id").asText() : ofTemplate.asText();
  }

  private void unload(Path file) throws Exception {
    Loaded before = loaded.remove(file);
    if (before != null) {
      remove(before.routeIds());
    }
  }

  private void remove(Set<String> ids) throws Exception {
    for (String id : ids) {
      camel.getRouteController().stopRoute(id);
      camel.removeRoute(id);
    }
  }

  private Set<String> routeIds() {
    Set<String> ids = new TreeSet<>();
    for (Route route : camel.getRoutes()) {
      ids.add(route.getRouteId());
    }
    return ids;
  }

  private Map<Path, byte[]> files() throws IOException {
    Map<Path, byte[]> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
        found.put(file, Files.readAllBytes(file));
      }
    }
    return found;
  }
}
