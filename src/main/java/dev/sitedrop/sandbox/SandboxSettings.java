package dev.sitedrop.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code sandbox.*}.
 *
 * @param directory where the sandbox keeps what it is given
 * @param clientId the service account it knows
 * @param clientSecret the secret of its accounts
 * @param moreClientIds more service accounts: each is an app of its own, with its own rate limits,
 *     and cannot complete or associate another one's uploads
 * @param companyId the company it is connected to
 * @param moreCompanyIds more companies that it is connected to
 * @param firstId the id of what is made first; Procore's ids are 64-bit numbers, and may be larger
 *     than a floating-point number can hold
 * @param projects the projects it shows; empty for any
 * @param tokenTtl how long a token holds
 * @param urlTtl how long after its creation an upload's PUT may begin
 * @param uploadTtl how long after its creation an upload may be associated
 * @param hourlyLimit API calls per hour and account; 0 for no limit: a million are counted down
 * @param hourlyWindow how long the window of the hourly limit is: shorter, so that what happens at
 *     its end can be seen
 * @param spikeLimit API calls per 10 seconds and account; 0 for no limit
 * @param apiLatency how long each API call takes at least
 * @param storageLatency how long each storage call takes at least
 */
@ConfigurationProperties("sandbox")
public record SandboxSettings(
    Path directory,
    String clientId,
    String clientSecret,
    @DefaultValue Set<String> moreClientIds,
    long companyId,
    @DefaultValue Set<Long> moreCompanyIds,
    @DefaultValue("1001") long firstId,
    @DefaultValue Set<Long> projects,
    @DefaultValue("5400s") Duration tokenTtl,
    @DefaultValue("1h") Duration urlTtl,
    @DefaultValue("7d") Duration uploadTtl,
    @DefaultValue("0") int hourlyLimit,
    @DefaultValue("1h") Duration hourlyWindow,
    @DefaultValue("0") int spikeLimit,
    @DefaultValue("0ms") Duration apiLatency,
    @DefaultValue("0ms") Duration storageLatency) {

  boolean knowsCompany(long company) {
    return company == companyId || moreCompanyIds.contains(company);
  }

  boolean knowsClient(String client) {
    return client.equals(clientId) || moreClientIds.contains(client);
  }

  /** A project that is not there and one that is not visible are alike. */
  boolean shows(long project) {
    return project > 0 && (projects.isEmpty() || projects.contains(project));
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "SandboxSettings[" + directory + ", company " + companyId + "]";
  }
}
