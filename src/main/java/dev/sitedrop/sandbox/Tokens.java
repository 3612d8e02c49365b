package dev.sitedrop.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The access tokens that were given out. */
@Component
class Tokens {
  private record Grant(String account, Instant end) {}

  private final SandboxSettings settings;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  Tokens(SandboxSettings settings) {
    this.settings = settings;
  }

  String issue(String account) {
    String token = "sandbox-" + UUID.randomUUID();
    grants.put(token, new Grant(account, Instant.now().plus(settings.tokenTtl())));
    return token;
  }

  /** Whose it is; null if it is unknown or has expired. */
  String account(String token) {
    Grant grant = grants.get(token);
    return grant != null && Instant.now().isBefore(grant.end()) ? grant.account() : null;
  }

  /** Procore's id of an account, the same after a restart. */
  static long id(String account) {
    return 7_000_000_000_000L + Integer.toUnsignedLong(account.hashCode());
  }
}
