package dev.sitedrop.procore;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code procore.*}. With nothing set, SiteDrop delivers to the built-in sandbox.
 *
 * @param clientId the service account's client id (Procore's "DMSA"); without any credentials the
 *     built-in sandbox is delivered to
 * @param clientSecret the service account's client secret
 * @param companyId the company, a number, sent with every call; empty if all companies have names
 * @param environment which Procore: {@code production}, {@code sandbox} (the developer sandbox),
 *     {@code monthly} (the monthly sandbox) or {@code federal}; unless the URLs are given
 * @param apiUrl any other host of the API; both URLs or neither
 * @param loginUrl any other host of the token endpoint
 * @param storageHosts where bytes may be sent, by host or suffix of hosts, besides the API's own
 *     host
 * @param companies more companies, by name: {@code procore.companies.<name>.*}
 * @param connectTimeout how long opening a connection may take
 * @param responseTimeout how long each wait for an answer, or for a storage to take bytes, may take
 */
@Validated
@ConfigurationProperties("procore")
public record ProcoreSettings(
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String companyId,
    String environment,
    URI apiUrl,
    URI loginUrl,
    @DefaultValue({"amazonaws.com", "procore.com", "procoregov.com"}) List<String> storageHosts,
    @DefaultValue Map<String, CompanySettings> companies,
    @DefaultValue("10s") @DurationMin(millis = 1) @DurationMax(hours = 1) Duration connectTimeout,
    @DefaultValue("60s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration responseTimeout) {

  public ProcoreSettings {
    environment = environment == null || environment.isBlank() ? "production" : environment.strip();
    companies = Map.copyOf(companies);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "ProcoreSettings[company " + companyId + ", " + environment + "]";
  }
}
