package dev.sitedrop.procore;

import java.net.URI;
import java.util.List;

/**
 * Settings {@code procore.companies.<name>.*}. What is not said, or empty, is taken from {@code
 * procore.*}: both credentials, or all that tells where the API is. The company's id has to be
 * said.
 *
 * @param clientId of the service account
 * @param clientSecret of the service account
 * @param companyId sent with every call
 * @param environment {@code production}, {@code sandbox}, {@code monthly} or {@code federal}
 * @param apiUrl any other host of the API
 * @param loginUrl any other host of the token endpoint
 * @param storageHosts hosts, and suffixes of hosts, that Procore may send the bytes to
 */
public record CompanySettings(
    String clientId,
    String clientSecret,
    String companyId,
    String environment,
    URI apiUrl,
    URI loginUrl,
    List<String> storageHosts) {

  boolean saysAsWhom() {
    return isSaid(clientId) || isSaid(clientSecret);
  }

  boolean saysWhere() {
    return isSaid(environment) || apiUrl != null || loginUrl != null;
  }

  static boolean isSaid(String text) {
    return text != null && !text.isBlank();
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "CompanySettings[company " + companyId + ", " + environment + "]";
  }
}
