package dev.sitedrop.intake.heic;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code intake.heic*}.
 *
 * @param heic what HEIC photos are sent as: as JPEG where a converter is installed, always as they
 *     are, or as JPEG with a warning if no converter is installed
 * @param heicConverter the command that makes a JPEG of one, with {@code {in}} and {@code {out}};
 *     empty for the first that is installed of those that are known
 * @param heicTimeLimit how long one conversion may take
 * @param heicParallel how many conversions run at a time
 * @param heicMemory how much memory one conversion may ask for, where the system can limit that
 */
@Validated
@ConfigurationProperties("intake")
record HeicSettings(
    @DefaultValue("auto") HeicFormat heic,
    @DefaultValue("")
        @Pattern(
            regexp = "(?s)\\s*|(?=.*\\{in})(?=.*\\{out}).*",
            message = "must be a command with {in} and {out} for the names of the two files")
        String heicConverter,
    @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration heicTimeLimit,
    @DefaultValue("2") @Min(1) @Max(64) int heicParallel,
    @DefaultValue("2GB") DataSize heicMemory)
    implements Validator {
  private static final DataSize SMALLEST = DataSize.ofMegabytes(256);
  private static final DataSize LARGEST = DataSize.ofTerabytes(1);

  @Override
  public boolean supports(Class<?> type) {
    return type == HeicSettings.class;
  }

  /** Of a size no annotation knows the limits. */
  @Override
  public void validate(Object settings, Errors errors) {
    DataSize size = ((HeicSettings) settings).heicMemory();
    if (size.compareTo(SMALLEST) < 0 || size.compareTo(LARGEST) > 0) {
      errors.rejectValue("heicMemory", "range", "must be from 256MB to 1TB");
    }
  }
}
