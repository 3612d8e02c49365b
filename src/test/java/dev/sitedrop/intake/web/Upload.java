package dev.sitedrop.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A form with files, byte for byte as a browser writes it. */
public final class Upload {
  private static final String BOUNDARY = "----WebKitFormBoundaryeOq5YxZ3";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  public Upload field(String name, String value) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    write(value + "\r\n");
    return this;
  }

  public Upload file(String field, String name, byte[] content) {
    write(
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\""
            + field
            + "\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
    body.writeBytes(content);
    write("\r\n");
    return this;
  }

  public Upload file(String name, byte[] content) {
    return file("file", name, content);
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    return (body.toString(StandardCharsets.ISO_8859_1) + "--" + BOUNDARY + "--\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * @param status of HTTP
   * @param body as JSON
   */
  public record Answer(int status, JsonNode body) {
    public String delivery() {
      return body.path("delivery").asText();
    }

    public String detail() {
      return body.path("detail").asText();
    }
  }

  public Answer sendTo(int port) {
    return sendTo(port, bytes());
  }

  /** Sends other bytes under the head of this form. */
  Answer sendTo(int port, byte[] body) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/drop"))
                      .header("Content-Type", contentType())
                      .header("X-SiteDrop", "test")
                      .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
