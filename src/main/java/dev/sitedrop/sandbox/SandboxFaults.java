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
 * @param loginRedirects how many logins are redirected (302) before one succeeds
 * @param puts how many PUTs of each segment are refused before one succeeds; a code that does not
 *     pass by itself spoils a URL for good, and this many URLs
 * @param putCode the {@code Code} of such a refusal (S3's list of error responses)
 * @param uploadsGone how many uploads of each file turn out to be deleted when they are completed
 * @param answersLost how many images, and how many accident logs, are made whose answer is lost
 * @param answersLostEvery loses the answer of every nth image and accident log as well; 0 for none
 * @param requestsLost how many calls that would make an image, or an accident log, are lost before
 *     they are carried out
 * @param lostAs what the client gets when a call or its answer is lost: a connection that is {@code
 *     cut}, a 502 or a 504
 * @param associationDelay how long the answer is held back after an image or an accident log was
 *     made
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
