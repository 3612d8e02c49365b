package dev.sitedrop.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxServer;
import dev.sitedrop.worlds.NamedWorld.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * A company of a world: its Procore, its inbox, what was put into the one and has to be in the
 * other.
 */
final class WorldDrops {
  /**
   * By two workers of each process, and once more by each whose answer was lost: only a body that
   * was answered is known to be right.
   */
  private static final int BODIES_LEARNED = 6;

  private final NamedWorld world;
  private final String company;
  private final int companyId;
  private final SandboxServer procore;
  private final Inbox inbox;
  private final String imagesFolder;
  private final String logsFolder;

  /** The SHA-256 of the one file of each image, and of the files of each accident log. */
  private final Map<String, String> images = new LinkedHashMap<>();

  private final Map<String, List<String>> logs = new LinkedHashMap<>();

  /**
   * @param companyId also part of the id of its project, which is no other company's
   */
  WorldDrops(NamedWorld world, String company, int companyId, SandboxServer procore, Inbox inbox) {
    this.world = world;
    this.company = company;
    this.companyId = companyId;
    this.procore = procore;
    this.inbox = inbox;
    this.imagesFolder = project() + "/images";
    this.logsFolder = project() + "/accident_logs";
  }

  private int project() {
    return 41 + companyId;
  }

  /** The settings that make it a company, below {@code procore.companies.}. */
  List<String> settings(String account) {
    return List.of(
        company + ".client-id=" + account + "-client",
        company + ".client-secret=" + account + "-secret",
        company + ".company-id=" + companyId,
        company + ".api-url=" + procore.origin(),
        company + ".login-url=" + procore.origin());
  }

  /** As the settings call it, and the threads of its workers. */
  String company() {
    return company;
  }

  NamedWorld world() {
    return world;
  }

  SandboxServer procore() {
    return procore;
  }

  Inbox inbox() {
    return inbox;
  }

  /** Four photos, one of them of two segments, and three accident logs of two files each. */
  void drop() {
    image("crane.jpg", 3000);
    image("Süd seite (2).JPG", 3100);
    image("large.jpg", 5_300_000);
    image("later.jpg", 3200);
    log("fall");
    log("Ärger am Gerüst");
    log("slip");
  }

  private void image(String name, int size) {
    if (world.isOfPrivatePhotos()) {
      inbox.drop(imagesFolder + "/" + name + ".yaml", "private: true\n");
    }
    images.put(name, put(imagesFolder + "/" + name, size));
  }

  private void log(String name) {
    String folder = logsFolder + "/" + name + "/";
    logs.put(name, List.of(put(folder + "a b.jpg", 2000), put(folder + "Bericht süd.jpg", 2001)));
    inbox.drop(folder + "accident.yaml", "comments: " + name + "\n");
  }

  private String put(String path, int size) {
    byte[] content = Samples.jpeg(size, (world.name() + path).hashCode());
    inbox.drop(path, content);
    return Samples.sha256(content);
  }

  /** Fails unless Procore has each file once, and each drop has one ending that is right here. */
  void settle() {
    SoftAssertions all = new SoftAssertions();
    JsonNode account = procore.view().account();
    all.assertThat(inbox.unsettled()).as("neither delivered nor set aside").isEmpty();
    List<JsonNode> madeImages = ofProject(account.path("images"));
    List<JsonNode> madeLogs = ofProject(account.path("accident_logs"));
    all.assertThat(madeImages).as("images").hasSameSizeAs(images.keySet());
    all.assertThat(madeLogs).as("accident logs").hasSameSizeAs(logs.keySet());
    all.assertThat(contents(madeImages))
        .as("contents of images")
        .containsExactlyInAnyOrderElementsOf(images.values());
    all.assertThat(contents(madeLogs))
        .as("contents of accident logs")
        .containsExactlyInAnyOrderElementsOf(
            world.logs() == Ending.ASIDE_WITHOUT_FILES
                ? List.of()
                : logs.values().stream().flatMap(List::stream).toList());
    images.forEach(
        (name, sha256) -> checkEnding(all, imagesFolder, name, List.of(sha256), world.images()));
    logs.forEach((name, sha256s) -> checkEnding(all, logsFolder, name, sha256s, world.logs()));
    if (world.images() == Ending.ASIDE_IF_LOST) {
      all.assertThat(reasons(imagesFolder))
          .as("set aside: one lost, one killed")
          .hasSizeBetween(1, 2);
    }
    checkIds(all, madeLogs);
    all.assertThat(violations(account)).as("refused calls").isEmpty();
    all.assertAll();
  }

  /**
   * Calls that were refused and need not have been: neither by a fault of the world's, nor while
   * the body of images was learned.
   */
  private List<String> violations(JsonNode account) {
    int learned = 0;
    List<String> found = new ArrayList<>();
    for (JsonNode violation : account.path("violations")) {
      String text = violation.asText();
      boolean ofTheWorld =
          text.contains("As the sandbox's faults want it")
              || text.contains("The upload is not there any more")
              || text.startsWith("429 ")
              || world.hidesAttachments() && text.startsWith("422 PATCH ");
      boolean ofTheBody =
          text.matches("\\d+ POST /rest/v1.0/images: .*(upload|upload_uuid)( can't be blank)?");
      if (!ofTheWorld && !(ofTheBody && learned++ < BODIES_LEARNED)) {
        found.add(text);
      }
    }
    return found;
  }

  private List<JsonNode> ofProject(JsonNode resources) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode resource : resources) {
      if (resource.path("project_id").asInt() == project()) {
        found.add(resource);
      }
    }
    return found;
  }

  private static List<String> contents(List<JsonNode> resources) {
    List<String> found = new ArrayList<>();
    for (JsonNode resource : resources) {
      resource.path("files").forEach(file -> found.add(file.path("sha256").asText()));
    }
    return found;
  }

  private void checkEnding(
      SoftAssertions all, String target, String name, List<String> sha256s, Ending ending) {
    List<Path> receipts = found(target + "/.delivered", name + ".receipt.json");
    List<Path> reasons = found(target + "/.failed", name + ".reason.txt");
    boolean mayBeAside = ending != Ending.DELIVERED;
    boolean mayBeDelivered = ending != Ending.ASIDE_WITHOUT_FILES;
    all.assertThat(receipts.size() + reasons.size()).as("endings of " + name).isEqualTo(1);
    if (!mayBeAside) {
      all.assertThat(reasons.stream().map(WorldDrops::text)).as("reasons of " + name).isEmpty();
    }
    if (!mayBeDelivered) {
      all.assertThat(receipts).as("receipts of " + name).isEmpty();
    }
    Map<String, Integer> kept = new HashMap<>();
    for (String folder : List.of("/.delivered", "/.failed")) {
      files(target + folder).forEach(file -> kept.merge(sha256(file), 1, Integer::sum));
    }
    sha256s.forEach(one -> all.assertThat(kept.get(one)).as("originals of " + name).isEqualTo(1));
  }

  /** What is in Procore and set aside all the same is told by its id. */
  private void checkIds(SoftAssertions all, List<JsonNode> accidentLogs) {
    if (world.logs() == Ending.DELIVERED) {
      return;
    }
    String reasons = String.join("\n", reasons(logsFolder).stream().map(WorldDrops::text).toList());
    String receipts =
        String.join(
            "\n",
            files(logsFolder + "/.delivered")
                .filter(file -> file.toString().endsWith(".receipt.json"))
                .map(WorldDrops::text)
                .toList());
    for (JsonNode log : accidentLogs) {
      all.assertThat(reasons + receipts).as("ids that are told").contains(log.path("id").asText());
    }
  }

  /** In one line: what became of the drops, and what Procore has. */
  String outcome() {
    JsonNode account = procore.view().account();
    List<JsonNode> madeLogs = ofProject(account.path("accident_logs"));
    return String.format(
        "photos: %s; logs: %s; in Procore: %d photos, %d logs with %d files%s",
        endings(receipts(imagesFolder).size(), reasons(imagesFolder).size()),
        endings(receipts(logsFolder).size(), reasons(logsFolder).size()),
        ofProject(account.path("images")).size(),
        madeLogs.size(),
        contents(madeLogs).size(),
        overLimit(account));
  }

  private static String endings(int delivered, int aside) {
    return delivered + " delivered" + (aside == 0 ? "" : ", " + aside + " set aside");
  }

  /** What a person needs who looks for the reason of a failure. */
  String details() {
    List<Path> reasons = new ArrayList<>(reasons(imagesFolder));
    reasons.addAll(reasons(logsFolder));
    return String.format(
        "%d under way; refused: %s; reasons: %s",
        inbox.unsettled().size(),
        violations(procore.view().account()),
        reasons.stream().map(reason -> text(reason).strip().replaceAll("\\s+", " ")).toList());
  }

  private static String overLimit(JsonNode account) {
    long calls = 0;
    for (JsonNode violation : account.path("violations")) {
      calls += violation.asText().startsWith("429 ") ? 1 : 0;
    }
    return calls == 0 ? "" : ", " + calls + " calls over the limit";
  }

  private List<Path> receipts(String target) {
    return files(target + "/.delivered")
        .filter(file -> file.toString().endsWith(".receipt.json"))
        .toList();
  }

  private List<Path> reasons(String target) {
    return files(target + "/.failed")
        .filter(file -> file.toString().endsWith(".reason.txt"))
        .toList();
  }

  private List<Path> found(String below, String name) {
    return files(below).filter(file -> file.getFileName().toString().equals(name)).toList();
  }

  private Stream<Path> files(String below) {
    Path folder = inbox.path(below);
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(Path file) {
    try {
      return Samples.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
