package dev.sitedrop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The SiteDrop that runs, as its JSON API shows it. */
final class SiteDropServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  private final URI address;
  private final String user;
  private final String password;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TO_CONNECT)
          .build();

  /**
   * @param user empty to log in as nobody
   */
  SiteDropServer(URI address, String user, String password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  /** Where it is, for a message. */
  String address() {
    return address.toString();
  }

  JsonNode get(String path, Map<String, String> parameters) {
    return send(request(path + query(parameters)).timeout(TO_ANSWER).GET());
  }

  JsonNode post(String path, Map<String, String> parameters, JsonNode body) {
    return send(
        request(path + query(parameters))
            .timeout(TO_ANSWER)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Takes as long as the bytes take. */
  JsonNode upload(String contentType, BodyPublisher form) {
    return send(request("/api/drop").header("Content-Type", contentType).POST(form));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Accept", "application/json, application/problem+json")
            .header("X-SiteDrop", "cli");
    if (!user.isEmpty()) {
      String login = user + ":" + password;
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
    return request;
  }

  private static String query(Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .filter(one -> one.getValue() != null)
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      return read(http.send(request.build(), BodyHandlers.ofString()));
    } catch (HttpConnectTimeoutException e) {
      throw unreachable(e);
    } catch (HttpTimeoutException e) {
      throw new CommandFailed(
          Exit.FAILED,
          "SiteDrop at "
              + address
              + " takes its time, and may do it yet. Look with: sitedrop status");
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(Exit.FAILED, "It was interrupted.");
    }
  }

  private CommandFailed unreachable(IOException e) {
    return new CommandFailed(
        Exit.UNREACHABLE,
        "No SiteDrop answers at "
            + address
            + " ("
            + FailureText.of(e)
            + "). Start one with: sitedrop run. If it runs elsewhere, set SITEDROP_URL.");
  }

  private JsonNode read(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status == 401) {
      throw new CommandFailed(
          Exit.FAILED,
          user.isEmpty()
              ? "SiteDrop at "
                  + address
                  + " wants a login. Set SITEDROP_USER and"
                  + " SITEDROP_PASSWORD."
              : "SiteDrop at " + address + " refuses SITEDROP_USER or SITEDROP_PASSWORD.");
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    try {
      JsonNode body = type.contains("json") ? JSON.readTree(answer.body()) : null;
      if (status / 100 == 2 && body != null) {
        return body;
      }
      if (body != null && body.hasNonNull("detail")) {
        throw new CommandFailed(
            status == 400 ? Exit.USAGE : Exit.FAILED, Printer.shown(body.path("detail").asText()));
      }
      if (status == 403) {
        throw new CommandFailed(
            Exit.FAILED,
            "SiteDrop at "
                + address
                + " does not allow it"
                + (user.isEmpty() ? "." : " to " + user + "."));
      }
    } catch (JsonProcessingException none) {
      // told below
    }
    throw new CommandFailed(
        Exit.UNREACHABLE,
        "What answers at "
            + address
            + " is no SiteDrop of this version (status "
            + status
            + "). Set SITEDROP_URL to where it runs.");
  }
}
