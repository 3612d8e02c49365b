package dev.sitedrop.claim;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code spool.*}.
 *
 * @param directory where the bytes of accepted files wait
 * @param segmentSize files up to this size are one segment; from 5 MiB (Procore's minimum for all
 *     segments but the last) to 5 GB (its maximum)
 * @param maxSegments a larger file gets larger segments rather than more than this, so that the
 *     answer that lists their URLs stays small
 */
@Validated
@ConfigurationProperties("spool")
public record SpoolSettings(
    Path directory,
    @DefaultValue("32MB") DataSize segmentSize,
    @DefaultValue("250") @Min(1) @Max(10_000) int maxSegments)
    implements Validator {
  private static final DataSize SMALLEST = DataSize.ofMegabytes(5);

  @Override
  public boolean supports(Class<?> type) {
    return type == SpoolSettings.class;
  }

  /** Of a size no annotation knows the limits. */
  @Override
  public void validate(Object settings, Errors errors) {
    DataSize size = ((SpoolSettings) settings).segmentSize();
    if (size.compareTo(SMALLEST) < 0 || size.toBytes() > SegmentPlan.LARGEST) {
      errors.rejectValue("segmentSize", "range", "must be from 5MB to 4768MB");
    }
  }
}
