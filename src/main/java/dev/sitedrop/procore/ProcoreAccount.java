package dev.sitedrop.procore;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.util.DigestUtils;

/** Which company SiteDrop delivers to, and as whom. */
final class ProcoreAccount {
  static final String BUILT_IN = "the built-in sandbox";

  private final String name;
  private final String clientId;
  private final String clientSecret;
  private final String companyId;
  private final String label;
  private final Supplier<URI> apiUrl;
  private final Supplier<URI> loginUrl;
  private final String variables;
  private final String placeVariables;

  /**
   * An account whose credentials and addresses come from settings of one prefix.
   *
   * @param name as the settings call it; empty for the one without a name
   * @param label of the Procore, for people and the ledger
   * @param variables what its environment variables begin with
   */
  ProcoreAccount(
      String name,
      String clientId,
      String clientSecret,
      String companyId,
      String label,
      Supplier<URI> apiUrl,
      Supplier<URI> loginUrl,
      String variables) {
    this(name, clientId, clientSecret, companyId, label, apiUrl, loginUrl, variables, variables);
  }

  /**
   * The same where a company has credentials of its own, but not an address of its own, or the
   * other way round.
   *
   * @param variables what the environment variables of its credentials begin with
   * @param placeVariables what those of its addresses begin with
   */
  ProcoreAccount(
      String name,
      String clientId,
      String clientSecret,
      String companyId,
      String label,
      Supplier<URI> apiUrl,
      Supplier<URI> loginUrl,
      String variables,
      String placeVariables) {
    this.name = name;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.companyId = companyId;
    this.label = label;
    this.apiUrl = apiUrl;
    this.loginUrl = loginUrl;
    this.variables = variables;
    this.placeVariables = placeVariables;
  }

  String name() {
    return name;
  }

  boolean isBuiltIn() {
    return label.equals(BUILT_IN);
  }

  /** The settings that a person looks at when the login refuses them. */
  String credentials() {
    return variables + "_CLIENT_ID and " + variables + "_CLIENT_SECRET";
  }

  /**
   * Names the rate limit that its calls count against: Procore keeps one for each app, that is for
   * each client id at an API host, whatever the company. No secret, and at most 300 characters: the
   * name of a host may have 253, a port 5.
   */
  String rateLimit() {
    // shortens it to 32 characters; it protects nothing
    return apiHost()
        + ", app "
        + DigestUtils.md5DigestAsHex(clientId.getBytes(StandardCharsets.UTF_8));
  }

  private String apiHost() {
    if (isBuiltIn()) {
      return label; // its port is known only later
    }
    URI api = apiUrl();
    String host = api.getHost().toLowerCase(Locale.ROOT);
    int usual = api.getScheme().equals("http") ? 80 : 443;
    return api.getPort() < 0 || api.getPort() == usual ? host : host + ":" + api.getPort();
  }

  /** Whether one token serves both: the same login has to be asked with the same credentials. */
  boolean logsInAs(ProcoreAccount other) {
    return isBuiltIn() == other.isBuiltIn()
        && (isBuiltIn() || loginUrl().equals(other.loginUrl()))
        && clientId.equals(other.clientId)
        && clientSecret.equals(other.clientSecret);
  }

  /** The setting that names the hosts its bytes may be sent to. */
  String storageSetting() {
    String prefix = name.isEmpty() ? "" : "COMPANIES_" + name.toUpperCase(Locale.ROOT) + "_";
    return "PROCORE_" + prefix + "STORAGE_HOSTS";
  }

  /** The settings that decide which login is asked. */
  String loginSettings() {
    return placeVariables + "_LOGIN_URL or " + placeVariables + "_ENVIRONMENT";
  }

  String clientId() {
    return clientId;
  }

  String clientSecret() {
    return clientSecret;
  }

  /** Sent with every call, and part of some paths. */
  String companyId() {
    return companyId;
  }

  /** Where the API is; known once the web server has started, if it is the built-in sandbox. */
  URI apiUrl() {
    return apiUrl.get();
  }

  URI loginUrl() {
    return loginUrl.get();
  }

  /**
   * Names the Procore and the company, without a secret: deliveries that were accepted for one
   * destination are never sent to another.
   */
  String destination() {
    return label + ", company " + companyId;
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return destination();
  }
}
