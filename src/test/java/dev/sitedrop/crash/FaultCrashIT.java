package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.CompanySources;
import dev.sitedrop.JarProcess;
import dev.sitedrop.api.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends SiteDrop at the moments that only a trouble brings: the search after a lost answer, what
 * follows a refusal, the repair of an accident log, what people do about what was set aside, and
 * the purge. After each the account is settled: each file is in Procore at most once, and once if
 * its sender has a receipt; each drop has its original and one receipt or one reason.
 *
 * <p>One process has a company for each {@link Trouble}. The moments of each are rehearsed first;
 * those that are met without any trouble are {@link CrashIT}'s. {@code ./mvnw -Pcrash verify} goes
 * through all moments of all of them; otherwise it is one moment of each of some.
 */
class FaultCrashIT {
  private static final int NAMED = Integer.getInteger("crash.named", 2);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final String TROUBLES = System.getProperty("crash.troubles", "");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A moment that comes once in a process's life may have come before it was ordered. */
  private static final int LIVES = 3;

  /**
   * What is done every so often, whatever is delivered: it comes in one rehearsal, or in another.
   */
  private static final Set<String> BY_THE_CLOCK = Set.of("before Spool.check", "after Spool.check");

  private final Random random = new Random(SEED);
  private final List<TroubledDrops> troubled = new ArrayList<>();

  @TempDir private Path folder;
  private CrashOrders orders;
  private Path routes;
  private JarProcess siteDrop;
  private ApiClient api;

  private record Chosen(TroubledDrops drops, String moment) {
    @Override
    public String toString() {
      return drops.trouble() + ": " + moment;
    }
  }

  @AfterEach
  void stop() {
    if (siteDrop != null) {
      siteDrop.close();
    }
    troubled.forEach(TroubledDrops::close);
  }

  @Test
  void eachFileIsInProcoreAtMostOnceAndEachDropHasOneEnding() throws Exception {
    System.out.println("CRASH faults: seed " + SEED);
    orders = CrashOrders.giveIn(folder.resolve("orders"));
    troubles()
        .forEach(one -> troubled.add(new TroubledDrops(one, folder.resolve("work/sitedrop"))));
    routes =
        CompanySources.copyFor(
            troubled.stream().map(one -> one.trouble().company()).toArray(String[]::new));
    start();
    List<Chosen> moments = rehearse();
    List<Chosen> chosen = moments.subList(0, Math.min(NAMED, moments.size()));
    List<Chosen> missed = new ArrayList<>();
    for (Chosen one : chosen) {
      try {
        boolean killed = crashAt(one);
        System.out.printf("CRASH faults: %s %s%n", killed ? "killed at" : "missed", one);
        if (!killed) {
          missed.add(one);
        }
      } catch (Exception | AssertionError e) {
        System.out.printf(
            "CRASH faults failed at '%s': %s%n%s%n%s%n",
            one, e, one.drops().details(), siteDrop.output());
        throw e;
      }
    }
    for (TroubledDrops one : troubled) {
      one.settle();
    }
    await().atMost(PATIENCE).until(() -> siteDrop.isAlive());
    System.out.printf(
        "CRASH faults: %d of %d moments of %d troubles chosen, %d killed; %d drops settled%n",
        chosen.size(),
        moments.size(),
        troubled.size() - 1,
        chosen.size() - missed.size(),
        troubled.stream().mapToInt(TroubledDrops::dropped).sum());
    assertThat(missed).as("moments at which it was not ended").isEmpty();
  }

  /** That without any, and as many others as shall be ended; all if none are named. */
  private List<Trouble> troubles() {
    List<Trouble> others = new ArrayList<>(Trouble.all());
    Collections.shuffle(others, random);
    others.removeIf(
        one -> !TROUBLES.isEmpty() && !Set.of(TROUBLES.split(",")).contains(one.name()));
    List<Trouble> all = new ArrayList<>(List.of(Trouble.none()));
    all.addAll(others.subList(0, Math.min(NAMED, others.size())));
    return all;
  }

  private void start() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spool.segment-size=6MB",
                "--delivery.workers=2",
                "--delivery.first-retry=100ms",
                "--delivery.longest-retry=1s",
                "--delivery.absence-after=1s",
                "--ledger.keep-delivered=1d",
                "--ledger.keep-failed=1d"));
    troubled.forEach(one -> arguments.addAll(one.settings()));
    siteDrop =
        JarProcess.startClass(
                CrashingSiteDrop.class,
                folder.resolve("work"),
                List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-Dcrash.orders=" + folder.resolve("orders")),
                Map.of("SITEDROP_ROUTES", routes.toString()),
                arguments.toArray(String[]::new))
            .awaitReady();
    api = new ApiClient(siteDrop.port());
  }

  /** Without an end; the moments that no trouble brings are left out. Each moment once, first. */
  private List<Chosen> rehearse() throws IOException {
    Map<String, List<Chosen>> found = new LinkedHashMap<>();
    Set<String> usual = new HashSet<>();
    for (TroubledDrops one : troubled) {
      if (!one.trouble().isNone() && !one.trouble().takesNoImage()) {
        one.dropFirst(); // which form of an image is right is asked once, and not in each round
        meetUntilOver(one);
      }
      orders.record();
      meet(one);
      one.awaitSettled();
      Set<String> met = orders.recorded();
      Set<String> intended = new TreeSet<>();
      one.trouble()
          .moments()
          .forEach(name -> intended.addAll(List.of("before " + name, "after " + name)));
      assertThat(met).as("moments of %s", one.trouble()).containsAll(intended);
      met.removeIf(moment -> isLeftOut(moment, one.trouble(), usual) && !intended.contains(moment));
      if (one.trouble().isNone()) {
        usual.addAll(met);
        continue;
      }
      System.out.printf("CRASH faults: %d moments of %s%n", met.size(), one.trouble());
      met.forEach(
          moment ->
              found.computeIfAbsent(moment, m -> new ArrayList<>()).add(new Chosen(one, moment)));
    }
    System.out.printf("CRASH faults: %d moments in all%n", found.size());
    return eachMomentFirst(found);
  }

  /** What is met without any trouble is left out; of a purge, what other troubles bring as well. */
  private static boolean isLeftOut(String moment, Trouble trouble, Set<String> usual) {
    String ofNone =
        moment.replace(
            "intake-" + trouble.company() + "/", "intake-" + Trouble.none().company() + "/");
    return trouble.purges() || BY_THE_CLOCK.contains(moment) || usual.contains(ofNone);
  }

  private List<Chosen> eachMomentFirst(Map<String, List<Chosen>> found) {
    List<Chosen> first = new ArrayList<>();
    List<Chosen> others = new ArrayList<>();
    for (List<Chosen> same : found.values()) {
      Collections.shuffle(same, random);
      first.add(same.get(0));
      others.addAll(same.subList(1, same.size()));
    }
    Collections.shuffle(first, random);
    Collections.shuffle(others, random);
    first.addAll(others);
    return first;
  }

  /** Whether the process came to that moment and ended; what it has left is settled afterwards. */
  private boolean crashAt(Chosen chosen) throws Exception {
    for (int life = 1; life <= LIVES; life++) {
      orders.endAt(chosen.moment());
      chosen.drops().drop();
      meetUntilOver(chosen.drops());
      boolean ended = !siteDrop.isAlive();
      orders.goOn();
      if (ended) {
        assertThat(siteDrop.awaitExit()).as("how it ended").isEqualTo(CrashPoints.KILLED);
        start();
        meetUntilOver(chosen.drops());
      }
      assertThat(siteDrop.isAlive()).as("it lives on after %s", chosen).isTrue();
      chosen.drops().awaitSettled();
      if (ended) {
        return true;
      }
      siteDrop.kill();
      start();
    }
    return false;
  }

  private void meet(TroubledDrops drops) throws IOException {
    drops.drop();
    meetUntilOver(drops);
    assertThat(siteDrop.isAlive()).isTrue();
  }

  private void meetUntilOver(TroubledDrops drops) {
    await().atMost(PATIENCE).until(() -> !siteDrop.isAlive() || isOver(drops));
  }

  /** A process that ends while it is asked something gives no answer. */
  private boolean isOver(TroubledDrops drops) throws IOException {
    try {
      if (!drops.trouble().purges()) {
        return drops.attend(api);
      }
      if (!drops.isSettled() || !drops.list(api, "under_way").isEmpty()) {
        return false;
      }
      boolean isPurged =
          drops.list(api, "delivered").isEmpty() && drops.list(api, "failed").isEmpty();
      if (!isPurged) {
        orders.purge();
      }
      return isPurged && !orders.isToPurge();
    } catch (IllegalStateException noAnswer) {
      if (noAnswer.getCause() instanceof IOException) {
        return false;
      }
      throw noAnswer;
    }
  }
}
