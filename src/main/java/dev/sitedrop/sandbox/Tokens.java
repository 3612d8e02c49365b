package dev.sitedrop.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The access tokens that were given out. */
@Component
class Tokens {
  private final SandboxSettings settings;
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  Tokens(SandboxSettings settings) {
    this.settings = settings;
  }

  String issue() {
    String token = "sandbox-" + UUID.randomUUID();
    ends.put(token, Instant.now().plus(settings.tokenTtl()));
    return token;
  }

  boolean holds(String token) {
    Instant end = ends.get(token);
    return end != null && Instant.now().isBefore(end);
  }

  /** As if the account's tokens had been revoked. */
  void revokeAll() {
    ends.clear();
  }
}
