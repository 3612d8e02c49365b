package dev.sitedrop.procore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One call of the API.
 *
 * @param method {@code GET}, {@code POST} or {@code PATCH}
 * @param path from {@code /rest} on, encoded
 * @param query parameters, not encoded yet
 * @param body what becomes the JSON body; null for none
 * @param token {@code Idempotency-Token}: the same for each time the same thing is asked for; null
 *     for none
 * @param patience how long its turn may be waited for; null for as long as it takes
 * @param allowed asked right before it is sent, until when it may be; null for any time
 */
public record ProcoreCall(
    String method,
    String path,
    Map<String, String> query,
    Object body,
    String token,
    Duration patience,
    Supplier<SendBefore> allowed) {

  public ProcoreCall {
    query = new TreeMap<>(query);
  }

  public ProcoreCall(String method, String path, Map<String, String> query, Object body) {
    this(method, path, query, body, null, null, null);
  }

  public static ProcoreCall get(String path, Map<String, String> query) {
    return new ProcoreCall("GET", path, query, null);
  }

  public static ProcoreCall post(String path, Map<String, String> query, Object body) {
    return new ProcoreCall("POST", path, query, body);
  }

  public static ProcoreCall patch(String path, Object body) {
    return new ProcoreCall("PATCH", path, Map.of(), body);
  }

  /** The same call with more parameters. */
  public ProcoreCall with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(query);
    all.putAll(more);
    return new ProcoreCall(method, path, all, body, token, patience, allowed);
  }

  /** The same call, which is only sent in a time that is asked for when its turn has come. */
  public ProcoreCall onlyWhile(Supplier<SendBefore> allowed) {
    return new ProcoreCall(method, path, query, body, token, patience, allowed);
  }

  /**
   * The same call with an {@code Idempotency-Token} of its own: one that says the same for the same
   * purpose bears the same token. Procore documents it for other endpoints; nothing relies on it.
   *
   * @param purpose what the call is for, such as a delivery's id
   */
  public ProcoreCall once(String purpose) {
    String all = String.join("\n", purpose, method, pathAndQuery(), String.valueOf(body));
    String token = UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    return new ProcoreCall(method, path, query, body, token, patience, allowed);
  }

  /** The same call, given up if its turn does not come in time: whoever asks has others waiting. */
  public ProcoreCall within(Duration patience) {
    return new ProcoreCall(method, path, query, body, token, patience, allowed);
  }

  /** Path and query as they go into the URL. */
  String pathAndQuery() {
    if (query.isEmpty()) {
      return path;
    }
    return query.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
