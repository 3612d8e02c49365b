package dev.sitedrop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the sandbox was told, and the bytes that it can be asked for. */
public final class SandboxView {
  private final String origin;
  private final HttpClient http = HttpClient.newHttpClient();

  public SandboxView(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  public String origin() {
    return origin;
  }

  public JsonNode account() {
    return json("/sandbox/account");
  }

  /** The account without its resources: cheap, however many there are. */
  public JsonNode counts() {
    return json("/sandbox/account?resources=false");
  }

  /** How many calls the API has had, without those of the login and the storage. */
  public long apiCalls() {
    return counts().path("calls").properties().stream()
        .filter(call -> call.getKey().contains(" /rest/"))
        .mapToLong(call -> call.getValue().asLong())
        .sum();
  }

  private JsonNode json(String path) {
    try {
      return new ObjectMapper().readTree(get(origin + path));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public List<JsonNode> images() {
    return list(account().path("images"));
  }

  public List<JsonNode> accidentLogs() {
    return list(account().path("accident_logs"));
  }

  /** Those of one project. */
  public List<JsonNode> images(int project) {
    return of(images(), project);
  }

  /** Those of one project. */
  public List<JsonNode> accidentLogs(int project) {
    return of(accidentLogs(), project);
  }

  private static List<JsonNode> of(List<JsonNode> all, int project) {
    return all.stream().filter(one -> one.path("project_id").asInt() == project).toList();
  }

  /** The SHA-256 of each image, reckoned from all the bytes that storage has of it. */
  public List<String> imageSha256s() {
    return images().stream().map(image -> image.at("/files/0/sha256").asText()).toList();
  }

  /** Writes an accident log, as a person does in Procore. */
  public void writeAccidentLog(int project, String log) {
    post(
        "/rest/v1.0/projects/" + project + "/accident_logs",
        "application/json",
        "{\"accident_log\":" + log + "}",
        token("sandbox", 1),
        1);
  }

  public byte[] get(String url) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes an album, as a person does in Procore, and tells its id. */
  public long makeAlbum(int project, String name) {
    return makeAlbum(project, name, "sandbox", 1);
  }

  /** The same where the account and the company are others. */
  public long makeAlbum(int project, String name, String account, int company) {
    return post(
            "/rest/v1.0/image_categories?project_id=" + project,
            "application/json",
            "{\"image_category\":{\"name\":\"" + name + "\"}}",
            token(account, company),
            company)
        .path("id")
        .asLong();
  }

  private String token(String account, int company) {
    String login =
        String.format(
            "grant_type=client_credentials&client_id=%s-client&client_secret=%s-secret",
            account, account);
    return post("/oauth/token", "application/x-www-form-urlencoded", login, "", company)
        .path("access_token")
        .asText();
  }

  private JsonNode post(String path, String type, String body, String token, int company) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(origin + path))
              .header("Content-Type", type)
              .header("Authorization", "Bearer " + token)
              .header("Procore-Company-Id", Integer.toString(company))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return new ObjectMapper()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
