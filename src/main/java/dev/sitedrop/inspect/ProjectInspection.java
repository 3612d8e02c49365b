package dev.sitedrop.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks at what an account may do in one project. */
final class ProjectInspection {
  private static final Map<String, String> ONE = Map.of("per_page", "1");

  private final Function<ProcoreCall, Answer> calls;
  private final Findings found;
  private final String id;
  private final String name;
  private final boolean isListed;
  private boolean isOpen;

  /**
   * @param name as a line begins with it
   * @param isListed whether the account is shown the project in the list of all
   */
  ProjectInspection(
      Function<ProcoreCall, Answer> calls,
      Findings found,
      String id,
      String name,
      boolean isListed) {
    this.calls = calls;
    this.found = found;
    this.id = id;
    this.name = name;
    this.isListed = isListed;
  }

  /**
   * Reads one of each thing: three calls.
   *
   * @param advice takes what to do about what cannot be read
   * @return whether Procore answered at all
   */
  boolean look(Set<String> advice) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    answers.put("photos", read("/rest/v1.0/images", Map.of("project_id", id)));
    answers.put("albums", read("/rest/v1.0/image_categories", Map.of("project_id", id)));
    answers.put("accident logs", read("/rest/v1.0/projects/" + id + "/accident_logs", Map.of()));
    List<String> readable = new ArrayList<>();
    Map<String, List<String>> refused = new LinkedHashMap<>(); // by Procore's words
    Map<String, String> told = new LinkedHashMap<>();
    answers.forEach(
        (what, answer) -> {
          if (answer.isPermitted()) {
            readable.add(what);
          } else {
            refused.computeIfAbsent(answer.failure(), words -> new ArrayList<>()).add(what);
            told.putIfAbsent(answer.failure(), answer.told());
          }
        });
    isOpen = !readable.isEmpty();
    for (Answer answer : answers.values()) {
      if (!answer.isPermitted()) {
        advice.add(advice(answer));
      }
    }
    if (refused.isEmpty()) {
      found.ok("project", "%s: photos, albums and accident logs can be read", name);
    } else {
      String cannot =
          refused.entrySet().stream()
              .map(
                  one ->
                      String.join(", ", one.getValue())
                          + " cannot be read ("
                          + told.get(one.getKey())
                          + ")")
              .collect(Collectors.joining("; "));
      String can = readable.isEmpty() ? "" : "; can be read: " + String.join(", ", readable);
      found.bad("project", "%s: %s%s", name, cannot, can);
    }
    return !answers.values().stream().allMatch(Answer::isNoAnswer);
  }

  private String advice(Answer answer) {
    return AccessAdvice.forProject(answer.status(), answer.failure(), isOpen, isListed);
  }

  private Answer read(String path, Map<String, String> query) {
    return calls.apply(ProcoreCall.get(path, query).with(ONE));
  }

  /** Creates an upload for a small file, and leaves it at that. */
  void write(Company company, Set<String> advice) {
    Answer answer =
        calls.apply(
            ProcoreCall.post("/rest/v1.1/projects/" + id + "/uploads", Map.of(), smallUpload()));
    JsonNode upload = answer.json();
    if (!answer.isPermitted()) {
      found.bad("write test", "%s: no upload can be created (%s)", name, answer.told());
      advice.add(advice(answer));
      return;
    }
    String uuid = upload.path("uuid").asText();
    if (uuid.isEmpty()) {
      found.bad(
          "write test",
          "%s: Procore answered %d, but names no upload. Check PROCORE_API_URL",
          name,
          answer.status());
      return;
    }
    found.ok(
        "write test",
        "%s: upload %s was created. It has no bytes and is attached to nothing; Procore deletes it"
            + " within a week",
        name,
        uuid);
    storage(company, upload.at("/segments/0/url").asText());
  }

  private void storage(Company company, String url) {
    try {
      String host = URI.create(company.storageUrl().checked(url).replaceAll("\\?.*", "")).getHost();
      found.ok("storage", "%s: bytes go to %s, which the settings allow", name, host);
    } catch (Refused refused) {
      found.bad("storage", "%s: %s", name, refused.getMessage());
    }
  }

  private static Map<String, Object> smallUpload() {
    byte[] bytes = "sitedrop check".getBytes(StandardCharsets.UTF_8);
    return Map.of(
        "response_filename",
        "sitedrop-check.jpg",
        "response_content_type",
        "image/jpeg",
        "segments",
        List.of(
            Map.of(
                "size", bytes.length,
                "sha256", digest("SHA-256", bytes),
                "md5", digest("MD5", bytes))));
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
