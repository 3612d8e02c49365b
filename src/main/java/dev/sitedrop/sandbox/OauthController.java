package dev.sitedrop.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The login: tokens by the client credentials grant. */
@RestController
class OauthController {
  private static final String ELSEWHERE = "/oauth/token/maintenance";

  private final SandboxSettings settings;
  private final World world;
  private final Tokens tokens;
  private final SandboxAccount account;
  private final AtomicInteger redirects;

  OauthController(
      SandboxSettings settings,
      World world,
      SandboxFaults faults,
      Tokens tokens,
      SandboxAccount account) {
    this.settings = settings;
    this.world = world;
    this.tokens = tokens;
    this.account = account;
    this.redirects = new AtomicInteger(faults.loginRedirects());
  }

  @PostMapping(path = "/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, Object>> token(
      @RequestParam(name = "grant_type", defaultValue = "") String grantType,
      @RequestParam(name = "client_id", defaultValue = "") String clientId,
      @RequestParam(name = "client_secret", defaultValue = "") String clientSecret,
      HttpServletRequest request) {
    account.called("POST /oauth/token");
    if (redirects.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      String origin = request.getRequestURL().toString().replaceAll("/oauth/token$", "");
      return ResponseEntity.status(302).location(URI.create(origin + ELSEWHERE)).build();
    }
    if (!grantType.equals("client_credentials")) {
      throw Refusal.oauth(400, "unsupported_grant_type", "Only client_credentials is supported");
    }
    if (!settings.knowsClient(clientId) || !clientSecret.equals(settings.clientSecret())) {
      throw Refusal.oauth(401, "invalid_client", "Client authentication failed");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", tokens.issue(clientId));
    answer.put("token_type", world.tokenType());
    if (world.expiresIn()) {
      answer.put("expires_in", settings.tokenTtl().toSeconds());
    }
    answer.put("created_at", Instant.now().getEpochSecond());
    return ResponseEntity.ok(answer);
  }

  @GetMapping(path = ELSEWHERE, produces = MediaType.TEXT_HTML_VALUE)
  String maintenance() {
    return "<!doctype html><title>Procore</title><p>We will be back soon.";
  }
}
