package dev.sitedrop.sandbox;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code sandbox.faults.*}: what goes wrong on the way, all of it allowed by Procore's or
 * S3's documentation. Nothing goes wrong by default.
 *
 * @param loginRedirects so many logins are answered with a 302 first
 * @param puts so many PUTs of each segment are refused first, with {@code put-code}; of a code that
 *     does not pass by itself, so many URLs for the segment
 * @param putCode the {@code Code} of S3's refusal (S3's error responses)
 * @param uploadsGone so many uploads of each file have been deleted when they are completed
 * @param answersLost of the calls that make an image, and of those that make an accident log, so
 *     many are carried out first and their answers lost
 * @param answersLostEvery the same for every so manieth of these calls; 0 for none
 * @param requestsLost so many of these calls are lost first, and not carried out
 * @param lostAs what the client gets instead: a connection that is cut, a 502 or a 504
 * @param associationDelay how long after it was carried out such a call is answered
 */
@Validated
@ConfigurationProperties("sandbox.faults")
public record SandboxFaults(
    @DefaultValue("0") @Min(0) int loginRedirects,
    @DefaultValue("0") @Min(0) int puts,
    @DefaultValue("SlowDown") String putCode,
    @DefaultValue("0") @Min(0) int uploadsGone,
    @DefaultValue("0") @Min(0) int answersLost,
    @DefaultValue("0") @Min(0) int answersLostEvery,
    @DefaultValue("0") @Min(0) int requestsLost,
    @DefaultValue("cut") LostAs lostAs,
    @DefaultValue("0ms") @DurationMin(seconds = 0) @DurationMax(hours = 1)
        Duration associationDelay) {

  /** What a client gets instead of an answer. */
  public enum LostAs {
    CUT,
    BAD_GATEWAY,
    GATEWAY_TIMEOUT
  }

  /** The status of S3's refusal; what S3 does not know is a 400. */
  int putStatus() {
    return switch (putCode) {
      case "TemporaryRedirect" -> 307;
      case "AccessDenied", "SignatureDoesNotMatch" -> 403;
      case "NoSuchUpload" -> 404;
      case "InternalError" -> 500;
      case "SlowDown" -> 503;
      default -> 400;
    };
  }

  /** Whether the same URL is refused for good. */
  boolean sticksToUrl() {
    return switch (putCode) {
      case "ExpiredToken", "AccessDenied", "SignatureDoesNotMatch", "NoSuchUpload" -> true;
      default -> false;
    };
  }
}
