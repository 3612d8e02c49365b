package dev.sitedrop.signals.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts alerts as JSON. Chats such as Slack, Mattermost and Teams show the {@code text}. The path
 * of a webhook is its secret, so that only the host is ever named.
 */
final class Webhook implements Channel {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final URI url;
  private final ObjectMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Webhook(URI url, ObjectMapper json) {
    this.url = url;
    this.json = json;
  }

  @Override
  public String name() {
    return "the webhook at " + url.getHost();
  }

  @Override
  public void send(Alert alert) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .header("User-Agent", "SiteDrop")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(alert)))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      // whoever sends a byte now and then must not hold it for ever, either
      int status = answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS).statusCode();
      if (status / 100 != 2) {
        throw new IOException("it answered " + status);
      }
    } catch (TimeoutException e) {
      throw new IOException("it did not answer in time");
    } catch (ExecutionException e) {
      // without its message, which may repeat the URL
      throw new IOException("it cannot be reached: " + FailureText.kind(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("SiteDrop is stopping");
    } finally {
      answer.cancel(true);
    }
  }
}
