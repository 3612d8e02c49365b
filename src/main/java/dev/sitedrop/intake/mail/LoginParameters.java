package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.Parameter;
import dev.sitedrop.intake.mail.server.Login;
import dev.sitedrop.intake.mail.server.PasswordLogin;
import dev.sitedrop.intake.mail.server.TokenLogin;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** As whom a source logs in: what its file gives, and what is missing there. */
final class LoginParameters {
  /** How it is proved. */
  enum Kind {
    PASSWORD,
    CLIENT_CREDENTIALS,
    REFRESH_TOKEN
  }

  private Kind kind = Kind.PASSWORD;
  private String user = "";
  private String password = "";
  private String tokenUrl = "";
  private String clientId = "";
  private String clientSecret = "";
  private String refreshToken = "";
  private String scope = "";

  void setKind(String said) {
    kind = Parameter.one("auth", said, Kind.class);
  }

  String user() {
    return user;
  }

  void setUser(String user) {
    this.user = user.strip();
  }

  void setPassword(String password) {
    this.password = password;
  }

  void setTokenUrl(String tokenUrl) {
    this.tokenUrl = tokenUrl.strip();
  }

  void setClientId(String clientId) {
    this.clientId = clientId.strip();
  }

  void setClientSecret(String clientSecret) {
    this.clientSecret = clientSecret;
  }

  void setRefreshToken(String refreshToken) {
    this.refreshToken = refreshToken;
  }

  void setScope(String scope) {
    this.scope = scope.strip();
  }

  /**
   * @throws IllegalArgumentException that names what is missing
   */
  Login login(Clock clock) {
    need("username", user);
    if (kind == Kind.PASSWORD) {
      need("password", password);
      return new PasswordLogin(user, password);
    }
    need("clientId", clientId);
    Map<String, String> form = new TreeMap<>();
    form.put("client_id", clientId);
    if (kind == Kind.CLIENT_CREDENTIALS) {
      need("clientSecret", clientSecret);
      form.put("grant_type", "client_credentials");
    } else {
      need("refreshToken", refreshToken);
      form.put("grant_type", "refresh_token");
      form.put("refresh_token", refreshToken);
    }
    if (!clientSecret.isBlank()) {
      form.put("client_secret", clientSecret);
    }
    if (!scope.isEmpty()) {
      form.put("scope", scope);
    }
    return new TokenLogin(user, url(), form, clock);
  }

  private URI url() {
    need("tokenUrl", tokenUrl);
    try {
      URI url = URI.create(tokenUrl);
      boolean safe =
          "https".equals(url.getScheme())
              || "http".equals(url.getScheme()) && isHere(url.getHost());
      if (safe && url.getHost() != null && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException noUrl) {
      throw Parameter.mistake("tokenUrl", tokenUrl, "an address that begins with https://");
    }
    throw Parameter.mistake("tokenUrl", tokenUrl, "an address that begins with https://");
  }

  /** Whether a host is this machine. */
  static boolean isHere(String host) {
    try {
      return host != null && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException elsewhere) {
      return false;
    }
  }

  private void need(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "it has no "
              + name
              + ", which auth "
              + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')
              + " needs");
    }
  }
}
