package dev.sitedrop.intake;

import dev.sitedrop.intake.routefile.RouteFile;
import dev.sitedrop.intake.routefile.RouteMistake;
import dev.sitedrop.intake.routefile.SourceCheck;
import dev.sitedrop.intake.routefile.WrongRouteFile;
import dev.sitedrop.words.FailureText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
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
 * was, or out if SiteDrop has just started: the others run all the same. Camel's own reload is made
 * for development: it forgets which file a templated route came from, and a mistake leaves no route
 * at all.
 */
@Component
public class SourceFiles {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final long LOOK_EVERY_MILLIS = 1000;

  /** What a file needs may come later, such as a disk that is not mounted yet. */
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

  private record Loaded(byte[] content, Set<String> routeIds) {}

  /**
   * @param content null of a file that was not read as a source file
   */
  private record Refused(byte[] content, String told) {
    boolean is(byte[] other, String otherTold) {
      return Arrays.equals(content, other) && told.equals(otherTold);
    }
  }

  private final CamelContext camel;
  private final SourceFileMistakes mistakes;
  private final Path folder;
  private final Map<Path, Loaded> loaded = new HashMap<>();
  private final Map<Path, Refused> refused = new HashMap<>();
  private String folderTrouble;
  private long tryAgainAt;
  private ScheduledExecutorService watch;

  SourceFiles(
      CamelContext camel, SourceFileMistakes mistakes, @Value("${sitedrop.routes}") Path routes) {
    this.camel = camel;
    this.mistakes = mistakes;
    this.folder = routes.resolve("sources");
  }

  /** After the check of the pipeline, which the sources hand in to. */
  @EventListener(ApplicationStartedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  void loadAll() {
    look(true);
  }

  @EventListener(ApplicationReadyEvent.class)
  void watch() {
    watch =
        camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "source-files");
    watch.scheduleWithFixedDelay(
        () -> look(false), LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(boolean isStart) {
    try {
      SourceFolder now = SourceFolder.read(folder);
      folderTrouble = null;
      boolean hasChanged = forgetThoseThatAreGone(now);
      now.unread().forEach((file, told) -> refuse(file, null, told));
      takeUp(changed(now, hasChanged), isStart);
    } catch (Exception e) {
      String trouble = FailureText.of(e);
      if (!trouble.equals(folderTrouble)) {
        folderTrouble = trouble;
        LOG.error("The folder {} cannot be read: {}. Its sources go on", folder, folderTrouble);
      }
    }
  }

  /** Whether any is. */
  private boolean forgetThoseThatAreGone(SourceFolder now) throws Exception {
    boolean isAnyGone = false;
    for (Path file : List.copyOf(refused.keySet())) {
      if (!now.contents().containsKey(file) && !now.unread().containsKey(file)) {
        isUsableAgain(file);
      }
    }
    for (Path file : List.copyOf(loaded.keySet())) {
      if (!now.contents().containsKey(file) && !now.unread().containsKey(file)) {
        unload(file);
        isAnyGone = true;
        LOG.info("The source file {} is gone, and its source with it", file.getFileName());
      }
    }
    return isAnyGone;
  }

  private void isUsableAgain(Path file) {
    refused.remove(file);
    mistakes.gone(file.toString());
  }

  private Map<Path, byte[]> changed(SourceFolder now, boolean hasChanged) {
    Map<Path, byte[]> changed = new TreeMap<>();
    Map<Path, byte[]> unchanged = new TreeMap<>();
    now.contents()
        .forEach(
            (file, content) -> {
              Loaded runs = loaded.get(file);
              Refused before = refused.get(file);
              if (runs != null && Arrays.equals(runs.content(), content)) {
                isUsableAgain(file);
              } else if (before == null || !Arrays.equals(before.content(), content)) {
                changed.put(file, content);
              } else if (runs == null) {
                unchanged.put(file, content);
              }
            });
    boolean isTime = System.nanoTime() - tryAgainAt >= 0;
    if (hasChanged || !changed.isEmpty() || isTime) {
      changed.putAll(unchanged);
    }
    return changed;
  }

  /** Again and again as long as one more can be used: one may need the route of another. */
  private void takeUp(Map<Path, byte[]> files, boolean isStart) throws Exception {
    if (files.isEmpty()) {
      return;
    }
    Map<Path, Loaded> before = new HashMap<>();
    Map<Path, String> told = new TreeMap<>();
    for (Path file : files.keySet()) {
      Loaded running = unload(file);
      if (running != null) {
        before.put(file, running);
      }
    }
    List<Path> left = new ArrayList<>(files.keySet());
    int count;
    do {
      count = left.size();
      left.removeIf(file -> isTakenUp(file, files.get(file), told, isStart));
    } while (!left.isEmpty() && left.size() < count);
    for (Path file : left) {
      restore(file, before.get(file));
      refuse(file, files.get(file), told.get(file));
    }
    tryAgainAt = System.nanoTime() + TRY_AGAIN_AFTER.toNanos();
  }

  private boolean isTakenUp(Path file, byte[] content, Map<Path, String> told, boolean isStart) {
    try {
      load(file, content);
    } catch (WrongSource e) {
      told.put(file, e.getMessage());
      return false;
    }
    isUsableAgain(file);
    if (!isStart) {
      LOG.info("The source file {} was taken up", file.getFileName());
    }
    return true;
  }

  private void refuse(Path file, byte[] content, String told) {
    Refused before = refused.put(file, new Refused(content, told));
    mistakes.found(file.toString(), told);
    if (before != null && before.is(content, told)) {
      return;
    }
    LOG.error(
        "The source file {} cannot be used: {}. {}",
        Shown.of(file.getFileName().toString()),
        told,
        loaded.containsKey(file) ? "Its source goes on as before" : "The other sources run");
  }

  private void restore(Path file, Loaded before) {
    if (before != null) {
      try {
        load(file, before.content());
      } catch (WrongSource e) {
        LOG.debug("{} does not run as it did before: {}", file, e.getMessage());
      }
    }
  }

  /** Either all routes of the file run, or none is left behind. */
  private void load(Path file, byte[] content) throws WrongSource {
    Set<String> before = routeIds();
    RouteFile routes = null;
    try {
      routes = RouteFile.read(content);
      new SourceCheck(camel).check(routes);
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.fromBytes("file:" + file, content));
    } catch (WrongRouteFile e) {
      throw new WrongSource(e.getMessage());
    } catch (Exception e) {
      Set<String> half = routeIds();
      half.removeAll(before);
      String told = new RouteMistake(camel, routes).told(e);
      LOG.debug("{} cannot be used", file, e);
      remove(half);
      throw new WrongSource(told);
    }
    Set<String> added = routeIds();
    added.removeAll(before);
    loaded.put(file, new Loaded(content, added));
  }

  /** What its file says cannot be used. */
  private static final class WrongSource extends Exception {
    private static final long serialVersionUID = 1L;

    WrongSource(String told) {
      super(told, null, false, false);
    }
  }

  /** What ran; null if nothing did. */
  private Loaded unload(Path file) {
    Loaded before = loaded.remove(file);
    if (before != null) {
      remove(before.routeIds());
    }
    return before;
  }

  private void remove(Set<String> ids) {
    for (String id : ids) {
      try {
        camel.getRouteController().stopRoute(id);
        camel.removeRoute(id);
      } catch (Exception e) {
        LOG.warn("The route {} cannot be stopped: {}", id, FailureText.of(e));
      }
    }
  }

  private Set<String> routeIds() {
    Set<String> ids = new TreeSet<>();
    for (Route route : camel.getRoutes()) {
      ids.add(route.getRouteId());
    }
    return ids;
  }
}
