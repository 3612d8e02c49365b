package dev.sitedrop.intake.mail.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * By an OAuth2 token (XOAUTH2), which is asked for when it is needed and kept while it holds. A
 * login that gives a new refresh token with it is asked by that one from then on; it is kept in
 * memory only, for a secret is never written into a file.
 */
public final class TokenLogin implements Login {
  /** A token that ends while a mail is fetched is of no use. */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long WITHOUT_END = 300;
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final String REFRESH_TOKEN = "refresh_token";

  /** What Microsoft's login says of its reasons, without the words around it. */
  private static final Pattern CODE = Pattern.compile("\\bAADSTS\\d{1,9}\\b");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String user;
  private final URI tokenUrl;
  private final Map<String, String> form;
  private final Clock clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private String token;
  private Instant renewAt = Instant.MIN;

  /**
   * @param form what is sent to the token URL: grant_type and what it needs
   */
  public TokenLogin(String user, URI tokenUrl, Map<String, String> form, Clock clock) {
    this.user = user;
    this.tokenUrl = tokenUrl;
    this.form = new TreeMap<>(form);
    this.clock = clock;
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public String mechanisms() {
    return "XOAUTH2";
  }

  /**
   * @throws IOException that says what the login answered, without a secret
   */
  @Override
  public synchronized String secret() throws IOException {
    if (token == null || !clock.instant().isBefore(renewAt)) {
      fetch();
    }
    return token;
  }

  @Override
  public synchronized boolean refused(String secret) {
    boolean another = secret.equals(token) && clock.instant().isBefore(renewAt);
    token = null;
    return another;
  }

  private void fetch() throws IOException {
    Instant asked = clock.instant();
    JsonNode answer = ask();
    String found = answer.path("access_token").asText();
    if (found.isEmpty()) {
      throw new IOException(noToken(answer));
    }
    token = found;
    String next = answer.path(REFRESH_TOKEN).asText();
    if (form.containsKey(REFRESH_TOKEN) && !next.isEmpty()) {
      form.put(REFRESH_TOKEN, next);
    }
    Duration holds = Duration.ofSeconds(answer.path("expires_in").asLong(WITHOUT_END));
    Duration half = holds.dividedBy(2);
    renewAt = asked.plus(holds).minus(MARGIN.compareTo(half) < 0 ? MARGIN : half);
  }

  /** Only codes of the answer are told, for its words could repeat a secret. */
  private String noToken(JsonNode answer) {
    String error = answer.path("error").asText("no reason given");
    Matcher code = CODE.matcher(answer.path("error_description").asText());
    String told =
        "the login at "
            + tokenUrl.getHost()
            + " gives no token ("
            + (code.find() ? error + ", " + code.group() : error)
            + ")";
    return error.equals("invalid_grant") && form.containsKey(REFRESH_TOKEN)
        ? told + ". The refreshToken is not valid, or not any more: make a new one"
        : told;
  }

  private JsonNode ask() throws IOException {
    String body =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(tokenUrl)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        return JSON.readTree(in.readNBytes(LARGEST_ANSWER));
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
      throw new IOException("the login at " + tokenUrl.getHost() + " does not answer in JSON");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for the login", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
