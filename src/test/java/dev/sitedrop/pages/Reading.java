package dev.sitedrop.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.JarProcess;
import dev.sitedrop.api.ApiClient;
import dev.sitedrop.pages.Shell.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Somebody who reads a page from top to bottom beside a terminal, types what it says, and compares
 * what he sees.
 */
final class Reading implements AutoCloseable {
  private static final Pattern LOG = Pattern.compile("\\d\\d:\\d\\d:\\d\\d (INFO |WARN |ERROR) .*");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern ASKS = Pattern.compile("\\bsitedrop |127\\.0\\.0\\.1:8080");

  /** What a page about no start of its own takes for granted. */
  private static final Map<String, String> SEEN = Map.of("SANDBOX_PROJECTS", "42");

  private final Path folder;
  private final Path terminal;
  private JarProcess running;
  private Wording wording;
  private Shell shell;

  /**
   * @param folder a clone, or what is installed
   * @param terminal a folder for what has to be written down
   */
  Reading(Path folder, Path terminal) {
    this.folder = folder;
    this.terminal = terminal;
  }

  /**
   * @param page whose commands are run, but those of {@link NotRun}
   * @param byHand what the page tells to do in the browser, by words that stand before the commands
   *     that look at it; it is given the port
   */
  void read(String page, Map<String, IntConsumer> byHand) throws Exception {
    String text = Pages.text(page);
    boolean typed = false;
    int from = 0;
    for (Block block : Pages.blocks(page)) {
      for (Map.Entry<String, IntConsumer> one : byHand.entrySet()) {
        int at = text.indexOf(one.getKey());
        assertThat(at).as(one.getKey()).isNotNegative();
        int line = Pages.line(text, at);
        if (line >= from && line < block.line()) {
          one.getValue().accept(running.port());
        }
      }
      from = block.line();
      if (NotRun.isRun(block)) {
        for (Command command : block.commands()) {
          type(command);
        }
      } else if (typed) {
        block.text().lines().filter(LOG.asMatchPredicate()).forEach(this::awaitLogged);
      }
      typed = NotRun.isRun(block);
    }
  }

  private void type(Command command) throws Exception {
    if (command.isStart()) {
      open(JarProcess.startCommand(folder, List.of("sh", "-c", command.text()), Map.of()));
      return;
    }
    if (running == null && ASKS.matcher(command.text()).find()) {
      open(JarProcess.start(folder, List.of(), SEEN));
    }
    if (shell == null) {
      open(0);
    }
    if (command.onlyLooks()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> compare(command, run(command)));
    } else {
      awaitQuiet();
      compare(command, run(command));
    }
    shell.goOn();
  }

  private void open(JarProcess started) throws IOException {
    running = started.awaitReady();
    open(running.port());
  }

  private void open(int port) throws IOException {
    wording = new Wording(folder, port);
    shell =
        new Shell(
            folder,
            terminal,
            Map.of(
                "PATH", folder.resolve("target/bin") + ":" + System.getenv("PATH"),
                "JAVA_HOME", System.getProperty("java.home"),
                "SITEDROP_URL", "http://127.0.0.1:" + port));
  }

  private Ended run(Command command) throws Exception {
    return shell.run(wording.here(command.text()));
  }

  private void compare(Command command, Ended ended) {
    if (command.output() == null) {
      assertThat(ended.exit()).as(command.where() + "\n" + ended.said()).isZero();
    } else if (!wording.isSaid(command.output(), ended.said())) {
      assertThat(ended.said().strip()).as(command.where()).isEqualTo(command.output());
    }
  }

  /** What it says of a delivery depends on whether an attempt has just ended. */
  private void awaitQuiet() {
    if (running != null) {
      ApiClient api = new ApiClient(running.port());
      await().atMost(PATIENCE).until(() -> api.get("/api/status").path("underWay").asInt(-1) == 0);
    }
  }

  private void awaitLogged(String line) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(wording.hasLine(line, running.output())).as(line).isTrue());
  }

  @Override
  public void close() {
    if (running != null) {
      running.close();
      assertThat(running.isAnswering()).isFalse();
    }
  }
}
