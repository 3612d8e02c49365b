package dev.sitedrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plain HTTP to a sandbox, as its contract is written, and nothing of SiteDrop's. */
final class RawCalls {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String UPLOADS = "/rest/v1.1/projects/42/uploads";
  static final String IMAGES = "/rest/v1.0/images?project_id=42";
  static final String LOGS = "/rest/v1.0/projects/42/accident_logs";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String origin;
  private final String token;
  private final String company;

  RawCalls(String origin, String token, String company) {
    this.origin = origin;
    this.token = token;
    this.company = company;
  }

  /** Logs in first. */
  static RawCalls as(String origin, String client, String secret, String company) {
    String form = "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret;
    HttpResponse<String> answer =
        new RawCalls(origin, "", company)
            .send(
                "POST",
                "/oauth/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                BodyPublishers.ofString(form));
    return new RawCalls(origin, json(answer).path("access_token").asText(), company);
  }

  HttpResponse<String> send(
      String method, String path, Map<String, String> headers, BodyPublisher body) {
    URI url = URI.create(path.startsWith("http") ? path : origin + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(url).method(method, body);
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Procore-Company-Id", company);
    headers.put("Content-Type", "application/json");
    return headers;
  }

  /** Quotes of the body may be single ones. */
  HttpResponse<String> call(String method, String path, String body) {
    return send(method, path, headers(), BodyPublishers.ofString(body.replace('\'', '"')));
  }

  /** The same with an {@code Idempotency-Token}. */
  HttpResponse<String> callOnce(String idempotencyToken, String path, String body) {
    Map<String, String> headers = headers();
    headers.put("Idempotency-Token", idempotencyToken);
    return send("POST", path, headers, BodyPublishers.ofString(body.replace('\'', '"')));
  }

  JsonNode get(String path) {
    HttpResponse<String> answer = call("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  byte[] download(String url) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
        .body();
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String createBody(String name, byte[] bytes) {
    return """
        {"response_filename":"%s","response_content_type":"image/jpeg",
         "segments":[{"size":%d,"sha256":"%s","md5":"%s"}]}"""
        .formatted(name, bytes.length, hex("SHA-256", bytes), hex("MD5", bytes));
  }

  JsonNode created(String name, byte[] bytes) {
    HttpResponse<String> answer = call("POST", UPLOADS, createBody(name, bytes));
    assertThat(answer.statusCode()).isEqualTo(201);
    return json(answer);
  }

  static Map<String, String> issuedHeaders(JsonNode upload) {
    Map<String, String> headers = new LinkedHashMap<>();
    upload
        .at("/segments/0/headers")
        .properties()
        .forEach(
            h -> {
              if (!h.getKey().equals("content-length")) {
                headers.put(h.getKey(), h.getValue().asText());
              }
            });
    return headers;
  }

  HttpResponse<String> put(JsonNode upload, byte[] bytes) {
    return send(
        "PUT",
        upload.at("/segments/0/url").asText(),
        issuedHeaders(upload),
        BodyPublishers.ofByteArray(bytes));
  }

  /** Without quotes and without {@code W/}. */
  static String etag(HttpResponse<String> put) {
    return put.headers().firstValue("ETag").orElseThrow().replaceAll("^W/|\"", "");
  }

  static String completeBody(String etag, byte[] bytes) {
    return "{\"segments\":[{\"etag\":\"%s\",\"size\":%d,\"sha256\":\"%s\",\"md5\":\"%s\"}]}"
        .formatted(etag, bytes.length, hex("SHA-256", bytes), hex("MD5", bytes));
  }

  HttpResponse<String> complete(JsonNode upload, String body) {
    return call("PATCH", UPLOADS + "/" + upload.path("uuid").asText(), body);
  }

  /** The uuid of a complete upload. */
  String completed(String name, byte[] bytes) {
    JsonNode upload = created(name, bytes);
    HttpResponse<String> answer = complete(upload, completeBody(etag(put(upload, bytes)), bytes));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return upload.path("uuid").asText();
  }

  /** The guide's body. */
  static String guide(String uuid, String name, String image) {
    return "{'upload':{'uuid':'%s','image_name':'%s'},'image':%s}".formatted(uuid, name, image);
  }

  /** The reference's body. */
  static String reference(String uuid, String name, String image) {
    return "{'upload_uuid':'%s','image_name':'%s','image':%s}".formatted(uuid, name, image);
  }

  JsonNode made(String path, String body) {
    HttpResponse<String> answer = call("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }
}
