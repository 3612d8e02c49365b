package dev.sitedrop.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Asks the JSON API as a program does. */
public final class ApiClient {
  private final String origin;
  private final HttpClient http = HttpClient.newHttpClient();

  public ApiClient(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  public JsonNode get(String path) {
    return send(HttpRequest.newBuilder(URI.create(origin + path)).build());
  }

  /** A problem tells its status in its body. */
  public JsonNode post(String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Content-Type", "application/json")
            .header("X-SiteDrop", "cli")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  /** Waits until the delivery is in one of these states. */
  public JsonNode awaitState(String delivery, String... states) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> get("/api/deliveries/" + delivery),
            one -> List.of(states).contains(one.path("state").asText()));
  }

  private JsonNode send(HttpRequest request) {
    try {
      return new ObjectMapper()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
