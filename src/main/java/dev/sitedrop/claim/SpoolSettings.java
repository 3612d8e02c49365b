package dev.sitedrop.claim;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code spool.*}.
 *
 * @param place where the bytes of accepted files wait; it is set as {@code sitedrop.spool}
 * @param scratch a folder of this machine, for what has to be written down on the way
 * @param segmentSize files up to this size are one segment; from 5 MiB (Procore's minimum for all
 *     segments but the last) to 5 GB (its maximum)
 * @param maxSegments a larger file gets larger segments rather than more than this, so that the
 *     answer that lists their URLs stays small
 * @param sweepAfter where other copies may be taking files in: bytes that no delivery needs are
 *     removed when they are so old; it must be longer than a file takes to come in
 * @param s3Endpoint the server of the bucket, such as {@code https://minio.example:9000}; empty for
 *     Amazon's
 * @param s3Region the bucket's region; where it is not said, Amazon is asked
 * @param s3PathStyle whether the bucket's name is in the path, and not in the host; where it is not
 *     said, on servers other than Amazon's
 */
@Validated
@ConfigurationProperties("spool")
public record SpoolSettings(
    String place,
    Path scratch,
    @DefaultValue("32MB") DataSize segmentSize,
    @DefaultValue("250") @Min(1) @Max(10_000) int maxSegments,
    @DefaultValue("1d") @DurationMin(minutes = 1) Duration sweepAfter,
    @DefaultValue("") String s3Endpoint,
    @DefaultValue("") String s3Region,
    Boolean s3PathStyle)
    implements Validator {
  private static final DataSize SMALLEST = DataSize.ofMegabytes(5);

  boolean hasEndpoint() {
    return !s3Endpoint.isBlank();
  }

  boolean isPathStyle() {
    return s3PathStyle == null ? hasEndpoint() : s3PathStyle;
  }

  /** Most servers other than Amazon's do not look at it. */
  String region() {
    return s3Region.isBlank() ? "us-east-1" : s3Region.strip();
  }

  @Override
  public boolean supports(Class<?> type) {
    return type == SpoolSettings.class;
  }

  /** Of these no annotation knows the limits. */
  @Override
  public void validate(Object settings, Errors errors) {
    SpoolSettings said = (SpoolSettings) settings;
    DataSize size = said.segmentSize();
    if (size.compareTo(SMALLEST) < 0 || size.toBytes() > SegmentPlan.LARGEST) {
      errors.rejectValue("segmentSize", "range", "must be from 5MB to 4768MB");
    }
    if (said.hasEndpoint() && !isAddress(said.s3Endpoint())) {
      errors.rejectValue(
          "s3Endpoint", "address", "must be an address such as https://minio.example:9000");
    }
    if (!said.region().matches("[A-Za-z0-9-]{1,50}")) {
      errors.rejectValue("s3Region", "region", "must be a region such as eu-central-1");
    }
  }

  private static boolean isAddress(String said) {
    try {
      URI address = URI.create(said);
      return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getRawQuery() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
