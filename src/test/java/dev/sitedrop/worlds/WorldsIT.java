package dev.sitedrop.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.CompanySources;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.SandboxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever way Procore's open questions turn out, each file is in Procore once, and each drop has
 * its original and one receipt or one reason. In each world the first answers are lost, and
 * SiteDrop is killed while the second ones are on their way.
 *
 * <p>One process delivers to all worlds at the same time: each is a company with a sandbox and an
 * inbox of its own. {@code -Dworlds=strict,weak-etag} runs some of them, {@code
 * -Dworlds.base=world.etag=md5,world.urls=uuid} lets all of them differ from another reading.
 */
class WorldsIT {
  /** What is not held by then is not waited for: other worlds are to be killed in time. */
  private static final Duration HELD = Duration.ofSeconds(Integer.getInteger("worlds.held", 30));

  /** All are settled after a few seconds, unless something stands still. */
  private static final Duration USUAL =
      Duration.ofSeconds(Integer.getInteger("worlds.patience", 60));

  /** A call without an answer, or a pick that nobody carries out, is over by then. */
  private static final Duration STANDING_STILL = Duration.ofSeconds(120);

  /** What all worlds share, unless they say otherwise: the strictest reading if nothing is said. */
  private static final List<String> BASE =
      Stream.of(System.getProperty("worlds.base", "").split(","))
          .filter(setting -> !setting.isEmpty())
          .toList();

  @TempDir private static Path folder;
  private static final List<SandboxServer> SANDBOXES = new ArrayList<>();
  private static final List<WorldDrops> WORLDS = new ArrayList<>();
  private static final List<NamedWorld> KILLED = new ArrayList<>();
  private static final List<String> OUTCOMES = new ArrayList<>();

  static List<NamedWorld> worlds() {
    String chosen = System.getProperty("worlds", "");
    return NamedWorld.all().stream()
        .filter(world -> chosen.isEmpty() || List.of(chosen.split(",")).contains(world.name()))
        .toList();
  }

  @BeforeAll
  static void deliverToAll() throws Exception {
    Path work = folder.resolve("work");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--delivery.workers=2",
                "--delivery.first-retry=100ms",
                "--delivery.longest-retry=1s",
                "--delivery.absence-after=1s",
                "--spool.segment-size=5MB"));
    List<String> companies = new ArrayList<>();
    for (NamedWorld world : worlds()) {
      SandboxServer procore = start(world);
      for (String company : world.companies()) {
        companies.add(company);
        WorldDrops drops =
            new WorldDrops(
                world,
                company,
                world.companies().indexOf(company) + 1,
                procore,
                new Inbox(work.resolve("sitedrop/" + company)));
        WORLDS.add(drops);
        drops
            .settings(world.companies().get(0))
            .forEach(setting -> arguments.add("--procore.companies." + setting));
      }
    }
    Path routes = CompanySources.copyFor(companies.toArray(String[]::new));
    Map<String, String> variables = Map.of("SITEDROP_ROUTES", routes.toString());
    String[] all = arguments.toArray(String[]::new);
    List<String> jvm = List.of("-Xmx1g");
    WORLDS.forEach(WorldDrops::drop);
    try (JarProcess first = JarProcess.start(work, jvm, variables, all).awaitReady()) {
      KILLED.addAll(within("held", HELD, one -> one.procore().faults().areAllHeld()));
      first.kill();
      Files.move(work.resolve("output.txt"), folder.resolve("killed.txt"));
    }
    SANDBOXES.forEach(one -> one.faults().release());
    try (JarProcess second = JarProcess.start(work, jvm, variables, all).awaitReady()) {
      Predicate<WorldDrops> isSettled = one -> one.inbox().isSettled();
      if (within("settled", USUAL, isSettled).size() < worlds().size()) {
        second.dumpThreads();
        tellOf(WORLDS.stream().filter(isSettled.negate()).toList(), second.output());
        within("settled late", STANDING_STILL, isSettled);
      }
      keepOutput(work);
    }
  }

  /** Those that do not get there fail by themselves, below. */
  private static List<NamedWorld> within(
      String what, Duration time, Predicate<WorldDrops> condition) {
    long start = System.nanoTime();
    try {
      await().atMost(time).until(() -> WORLDS.stream().allMatch(condition));
    } catch (ConditionTimeoutException notAll) {
      // told below
    }
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    List<NamedWorld> missing =
        WORLDS.stream().filter(condition.negate()).map(WorldDrops::world).distinct().toList();
    System.out.printf("WORLDS: %s after %d ms, but for %s%n", what, millis, missing);
    return worlds().stream().filter(world -> !missing.contains(world)).toList();
  }

  /** What is written of them, and what their threads are doing. */
  private static void tellOf(List<WorldDrops> unsettled, String output) {
    for (WorldDrops one : unsettled) {
      System.out.printf("WORLDS: unsettled in %s: %s%n", one.world(), one.inbox().unsettled());
      for (String part : output.split("\\R(?=\"|\\d\\d:\\d\\d:\\d\\d )")) {
        if (part.contains(one.company())) {
          System.out.println(part);
        }
      }
    }
  }

  private static void keepOutput(Path work) throws Exception {
    Path kept = Files.createDirectories(Path.of("target/worlds"));
    Files.copy(
        work.resolve("output.txt"),
        kept.resolve("output.txt"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.copy(
        folder.resolve("killed.txt"),
        kept.resolve("killed.txt"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Its first answers to an image and to an accident log are lost, and its second ones held. */
  private static SandboxServer start(NamedWorld world) {
    List<String> settings = new ArrayList<>(BASE);
    settings.add("faults.answers-lost=1");
    settings.add("first-id=9007199254741001"); // no double holds the odd ones
    settings.addAll(world.settings());
    SandboxServer procore =
        SandboxServer.start(world.companies().get(0), 1, settings.toArray(String[]::new));
    procore.faults().hold("POST .*/images", 2);
    procore.faults().hold("POST .*/accident_logs", 2);
    SANDBOXES.add(procore);
    return procore;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("worlds")
  void eachFileIsInProcoreOnceAndEachDropHasOneEnding(NamedWorld world) {
    List<WorldDrops> companies = WORLDS.stream().filter(one -> one.world().equals(world)).toList();
    String outcome = String.join("; ", companies.stream().map(WorldDrops::outcome).toList());
    String details = String.join("; ", companies.stream().map(WorldDrops::details).toList());
    OUTCOMES.add(row(world, "**wrong** " + outcome + "; " + details));

    if (!world.isLimited()) {
      assertThat(KILLED).as("killed while answers were on their way").contains(world);
    }
    companies.forEach(WorldDrops::settle);

    OUTCOMES.set(OUTCOMES.size() - 1, row(world, outcome));
  }

  private static String row(NamedWorld world, String outcome) {
    return String.format(
        "| %s | %s | %s |", world.name(), world.description(), outcome.replace("|", "\\|"));
  }

  @AfterAll
  static void tellAndStop() {
    System.out.println("| world | what it is | outcome |\n|---|---|---|");
    OUTCOMES.forEach(System.out::println);
    SANDBOXES.forEach(SandboxServer::close);
  }
}
