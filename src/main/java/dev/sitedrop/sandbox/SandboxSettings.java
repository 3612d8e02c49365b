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
 * @param clientSecret the secret of that account
 * @param companyId the company it is connected to
 * @param projects the projects it shows; empty for any
 * @param tokenTtl how long a token holds
 * @param urlTtl how long after its creation an upload's PUT may begin
 * @param uploadTtl how long after its creation an upload may be associated
 * @param unifiedTtl how long after its creation an upload by v2.1 may be associated
 * @param processing how long an upload by v2.1 takes from complete to available
 * @param hourlyLimit API calls per hour; 0 for no limit
 * @param spikeLimit API calls per 10 seconds; 0 for no limit
 * @param apiLatency how long each API call takes at least
 * @param storageLatency how long each storage call takes at least
 */
@ConfigurationProperties("sandbox")
public record SandboxSettings(
    Path directory,
    String clientId,
    String clientSecret,
    long companyId,
    @DefaultValue Set<Long> projects,
    @DefaultValue("5400s") Duration tokenTtl,
    @DefaultValue("1h") Duration urlTtl,
    @DefaultValue("7d") Duration uploadTtl,
    @DefaultValue("24h") Duration unifiedTtl,
    @DefaultValue("200ms") Duration processing,
    @DefaultValue("0") int hourlyLimit,
    @DefaultValue("0") int spikeLimit,
    @DefaultValue("0ms") Duration apiLatency,
    @DefaultValue("0ms") Duration storageLatency) {

  Duration uploadTtl(SandboxUpload.Kind kind) {
    return kind == SandboxUpload.Kind.UNIFIED ? unifiedTtl : uploadTtl;
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "SandboxSettings[" + directory + ", company " + companyId + "]";
  }
}
