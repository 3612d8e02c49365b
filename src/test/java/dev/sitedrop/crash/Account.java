package dev.sitedrop.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was put into an inbox, and whether all of it is in Procore, once. */
final class Account {
  private final Inbox inbox;
  private final SandboxView procore;
  private final Set<String> dropped = new HashSet<>();
  private final List<String> drops = new ArrayList<>();
  private int batch;

  /**
   * @param procore the sandbox's port
   */
  Account(Inbox inbox, int procore) {
    this.inbox = inbox;
    this.procore = new SandboxView(procore);
  }

  /** A photo, one of several segments, and an accident log of two files. */
  void drop() {
    batch++;
    String project = Integer.toString(1 + batch % 3);
    put(project + "/images/photo-" + batch + ".jpg", 3000);
    put(project + "/images/large-" + batch + ".jpg", 6_500_000);
    put(project + "/accident_logs/fall-" + batch + "/a.jpg", 2000);
    put(project + "/accident_logs/fall-" + batch + "/b.jpg", 2001);
    inbox.drop(
        project + "/accident_logs/fall-" + batch + "/accident.yaml",
        "comments: Fall " + batch + "\n");
    drops.addAll(List.of("photo-" + batch + ".jpg", "large-" + batch + ".jpg", "fall-" + batch));
  }

  private void put(String path, int size) {
    byte[] content = Samples.jpeg(size, path.hashCode());
    dropped.add(Samples.sha256(content));
    inbox.drop(path, content);
  }

  /** How many files were put in. */
  int dropped() {
    return dropped.size();
  }

  /** How many contents are in Procore. */
  int there() {
    return contents().size();
  }

  /** Fails unless files in are resources in Procore, exactly. */
  void settle() {
    JsonNode account = procore.account();
    assertThat(account.path("image_count").asInt()).as("images").isEqualTo(2 * batch);
    assertThat(account.path("accident_log_count").asInt()).as("accident logs").isEqualTo(batch);
    Map<String, Integer> contents = contents();
    assertThat(contents.keySet()).isEqualTo(dropped);
    assertThat(contents.values()).containsOnly(1);
    assertThat(inbox.failed()).as("given back").isEmpty();
    assertThat(inbox.receipts()).as("receipts").containsExactlyInAnyOrderElementsOf(drops);
    assertThat(originals()).as("originals").isEqualTo(dropped);
  }

  /** The contents of the files that were kept with their receipts. */
  private Set<String> originals() {
    Set<String> kept = new HashSet<>();
    for (Path file : inbox.delivered()) {
      if (file.toString().endsWith(".jpg")) {
        kept.add(Samples.sha256(read(file)));
      }
    }
    return kept;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often each content is in Procore, by its SHA-256. */
  private Map<String, Integer> contents() {
    Map<String, Integer> found = new HashMap<>();
    for (JsonNode image : procore.images()) {
      found.merge(Samples.sha256(procore.get(image.path("url").asText())), 1, Integer::sum);
    }
    for (JsonNode log : procore.accidentLogs()) {
      for (JsonNode file : log.path("attachments")) {
        found.merge(Samples.sha256(procore.get(file.path("url").asText())), 1, Integer::sum);
      }
    }
    return found;
  }
}
