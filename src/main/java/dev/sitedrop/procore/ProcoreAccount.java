package dev.sitedrop.procore;

import java.net.URI;
import java.util.function.Supplier;

/** Whom SiteDrop delivers to, and as whom. */
public final class ProcoreAccount {
  private final String clientId;
  private final String clientSecret;
  private final String companyId;
  private final String label;
  private final Supplier<URI> apiUrl;
  private final Supplier<URI> loginUrl;

  ProcoreAccount(
      String clientId,
      String clientSecret,
      String companyId,
      String label,
      Supplier<URI> apiUrl,
      Supplier<URI> loginUrl) {
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.companyId = companyId;
    this.label = label;
    this.apiUrl = apiUrl;
    this.loginUrl = loginUrl;
  }

  String clientId() {
    return clientId;
  }

  String clientSecret() {
    return clientSecret;
  }

  /** Sent with every call, and part of some paths. */
  public String companyId() {
    return companyId;
  }

  /** Where the API is; known once the web server has started, if it is the built-in sandbox. */
  public URI apiUrl() {
    return apiUrl.get();
  }

  URI loginUrl() {
    return loginUrl.get();
  }

  /**
   * Names the Procore and the company, without a secret: deliveries that were accepted for one
   * destination are never sent to another.
   */
  public String destination() {
    return label + ", company " + companyId;
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return destination();
  }
}
