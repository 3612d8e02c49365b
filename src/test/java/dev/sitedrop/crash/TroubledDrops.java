package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxServer;
import dev.sitedrop.api.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;

/**
 * A company whose Procore has a trouble: what was put into its inbox, the person who sees to what
 * was set aside, and whether all of it has ended as it may.
 */
final class TroubledDrops implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String IMAGES = "42/images";
  private static final String LOGS = "42/accident_logs";

  /** How a drop may end. */
  enum Ending {
    /** In Procore, with a receipt. */
    DELIVERED,
    /** Not in Procore, with a reason. */
    GIVEN_BACK,
    /** In Procore; with a receipt, or with a reason if only a person could find it there. */
    THERE,
    /** In Procore; with a receipt, or with a reason if a person has to add its files there. */
    MADE
  }

  private record Drop(String folder, Ending ending, List<String> contents) {}

  private final Trouble trouble;
  private final SandboxServer procore;
  private final Inbox inbox;
  private final Map<String, Drop> drops = new LinkedHashMap<>();
  private final Set<String> retried = new HashSet<>();
  private int number;

  TroubledDrops(Trouble trouble, Path home) {
    this.trouble = trouble;
    this.procore =
        SandboxServer.start(trouble.company(), 1, trouble.settings().toArray(String[]::new));
    this.inbox = new Inbox(home.resolve(trouble.company()));
  }

  Trouble trouble() {
    return trouble;
  }

  /** The settings that make it a company. */
  List<String> settings() {
    String prefix = "--procore.companies." + trouble.company() + ".";
    return List.of(
        prefix + "client-id=" + trouble.company() + "-client",
        prefix + "client-secret=" + trouble.company() + "-secret",
        prefix + "company-id=1",
        prefix + "api-url=" + procore.origin(),
        prefix + "login-url=" + procore.origin());
  }

  Faults faults() {
    return procore.faults();
  }

  /** Puts in once more what this trouble is met with. */
  void drop() {
    number++;
    faults().clear();
    trouble.drops().accept(this);
  }

  /** A photo that is met with no fault but those of the settings. */
  void dropFirst() {
    number++;
    photo("first.jpg", Ending.DELIVERED);
  }

  void photo(String name, Ending ending) {
    photo(name, 3000, ending, "");
  }

  /**
   * @param fields of its sidecar; empty for none
   */
  void photo(String name, int size, Ending ending, String fields) {
    String unique = name.replace(".", "-" + number + ".");
    if (!fields.isEmpty()) {
      inbox.drop(IMAGES + "/" + unique + ".yaml", fields);
    }
    drops.put(unique, new Drop(IMAGES, ending, List.of(put(IMAGES + "/" + unique, size))));
  }

  /** An accident log of two files. */
  void accident(String name, Ending ending) {
    String unique = name + "-" + number;
    String folder = LOGS + "/" + unique + "/";
    drops.put(
        unique,
        new Drop(LOGS, ending, List.of(put(folder + "a.jpg", 2000), put(folder + "b.jpg", 2001))));
    inbox.drop(folder + "accident.yaml", "comments: " + unique + "\n");
  }

  private String put(String path, int size) {
    byte[] content = Samples.jpeg(size, (trouble.name() + path).hashCode());
    inbox.drop(path, content);
    return Samples.sha256(content);
  }

  /** Whether each drop has been taken and has ended, as far as its sender sees. */
  boolean isSettled() {
    return inbox.isSettled();
  }

  /**
   * A person looks at what was set aside, and sees to it.
   *
   * @return whether nothing is left to do, and nothing is under way
   */
  boolean attend(ApiClient api) {
    // in this order, for only the person brings back what was set aside
    boolean isUnderWay = !inbox.isSettled() || !list(api, "under_way").isEmpty();
    List<JsonNode> failed = list(api, "failed");
    failed.forEach(one -> act(api, one));
    return failed.isEmpty() && !isUnderWay;
  }

  /** What the ledger has of it in this state. */
  List<JsonNode> list(ApiClient api, String state) {
    List<JsonNode> found = new ArrayList<>();
    api.get("/api/deliveries?size=500&state=" + state + "&source=" + trouble.company() + "-photos")
        .path("deliveries")
        .forEach(found::add);
    return found;
  }

  /** Tries it again once; looks whether it is there, and sends it again only if it is not. */
  private void act(ApiClient api, JsonNode delivery) {
    String address = "/api/deliveries/" + delivery.path("id").asText();
    String name = delivery.path("name").asText().replaceAll(".*/", "");
    Drop drop = drops.get(name);
    assertThat(drop).as("a drop of the name " + name).isNotNull();
    if (retried.add(delivery.path("id").asText())) {
      api.post(address + "/retry", "");
      return;
    }
    boolean isThere = !found(drop, procore.view().account()).isEmpty();
    boolean perhaps = delivery.path("reason").asText().startsWith("It may be in Procore already");
    if (perhaps && !isThere) {
      api.post(address + "/send-again", "");
    } else if (isThere || drop.ending() != Ending.DELIVERED) {
      api.post(address + "/discard", "{\"reason\":\"I have looked\"}");
    } else {
      api.post(address + "/retry", "");
    }
  }

  /** The resources that were made of a drop. */
  private List<JsonNode> found(Drop drop, JsonNode account) {
    List<JsonNode> found = new ArrayList<>();
    String kind = drop.folder().equals(IMAGES) ? "images" : "accident_logs";
    for (JsonNode resource : account.path(kind)) {
      boolean named =
          drop.folder().equals(LOGS)
              && drops.get(
                      resource.at("/fields/comments").asText(resource.path("comments").asText()))
                  == drop;
      if (named || contents(resource).stream().anyMatch(drop.contents()::contains)) {
        found.add(resource);
      }
    }
    return found;
  }

  private static List<String> contents(JsonNode resource) {
    List<String> found = new ArrayList<>();
    resource.path("files").forEach(file -> found.add(file.path("sha256").asText()));
    return found;
  }

  /** Waits until the last sender has been told. */
  void awaitSettled() {
    await().atMost(PATIENCE).untilAsserted(this::settle);
  }

  /** Fails unless Procore has each file as often as it may, and each drop has its one ending. */
  void settle() {
    SoftAssertions all = new SoftAssertions();
    JsonNode account = procore.view().account();
    int resources = account.path("images").size() + account.path("accident_logs").size();
    Map<String, Integer> kept = kept();
    int expected = 0;
    for (Map.Entry<String, Drop> one : drops.entrySet()) {
      String name = one.getKey();
      Drop drop = one.getValue();
      List<JsonNode> made = found(drop, account);
      expected += made.size();
      long receipts = count(inbox.path(drop.folder() + "/.delivered"), name + ".receipt.json");
      long reasons = count(inbox.path(drop.folder() + "/.failed"), name + ".reason.txt");
      all.assertThat(receipts + reasons).as("receipts and reasons of %s", name).isEqualTo(1);
      all.assertThat(made)
          .as("made of %s", name)
          .hasSize(drop.ending() == Ending.GIVEN_BACK ? 0 : 1);
      List<String> there = made.stream().flatMap(resource -> contents(resource).stream()).toList();
      all.assertThat(there).as("files of %s in Procore", name).doesNotHaveDuplicates();
      if (receipts > 0 || drop.ending() == Ending.DELIVERED || drop.ending() == Ending.THERE) {
        all.assertThat(there)
            .as("files of %s in Procore", name)
            .containsExactlyInAnyOrderElementsOf(drop.contents());
      }
      if (drop.ending() == Ending.DELIVERED) {
        all.assertThat(receipts).as("receipts of %s", name).isEqualTo(1);
      }
      for (String content : drop.contents()) {
        all.assertThat(kept.get(content)).as("originals of %s", name).isEqualTo(1);
      }
    }
    all.assertThat(resources).as("resources of %s", trouble).isEqualTo(expected);
    all.assertAll();
  }

  /** How often each original lies where its sender finds it. */
  private Map<String, Integer> kept() {
    Map<String, Integer> kept = new HashMap<>();
    List<Path> all = new ArrayList<>(inbox.delivered());
    all.addAll(inbox.failed());
    for (Path file : all) {
      if (file.toString().endsWith(".jpg") || file.toString().endsWith(".jpeg")) {
        kept.merge(sha256(file), 1, Integer::sum);
      }
    }
    return kept;
  }

  private static String sha256(Path file) {
    try {
      return Samples.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long count(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().equals(name)).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a person needs who looks for the reason of a failure. */
  String details() {
    return trouble + ": not settled " + inbox.unsettled() + "; aside " + inbox.failed();
  }

  /** How many drops there were. */
  int dropped() {
    return drops.size();
  }

  @Override
  public void close() {
    procore.close();
  }
}
