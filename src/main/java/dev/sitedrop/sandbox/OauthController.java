package dev.sitedrop.sandbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The login: tokens by the client credentials grant. */
@RestController
class OauthController {
  private final SandboxSettings settings;
  private final Tokens tokens;
  private final SandboxAccount account;

  OauthController(SandboxSettings settings, Tokens tokens, SandboxAccount account) {
    this.settings = settings;
    this.tokens = tokens;
    this.account = account;
  }

  @PostMapping(path = "/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  Map<String, Object> token(
      @RequestParam(name = "grant_type", defaultValue = "") String grantType,
      @RequestParam(name = "client_id", defaultValue = "") String clientId,
      @RequestParam(name = "client_secret", defaultValue = "") String clientSecret) {
    account.called("POST /oauth/token");
    if (!grantType.equals("client_credentials")) {
      throw Refusal.oauth(400, "unsupported_grant_type", "Only client_credentials is supported");
    }
    if (!clientId.equals(settings.clientId()) || !clientSecret.equals(settings.clientSecret())) {
      throw Refusal.oauth(401, "invalid_client", "Client authentication failed");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", tokens.issue());
    answer.put("token_type", "bearer");
    answer.put("expires_in", settings.tokenTtl().toSeconds());
    answer.put("created_at", Instant.now().getEpochSecond());
    return answer;
  }
}
