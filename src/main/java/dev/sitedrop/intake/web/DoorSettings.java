package dev.sitedrop.intake.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code intake.web.*}: what one upload by HTTP may be.
 *
 * @param maxSize of all files of one upload together
 * @param maxFiles of one upload
 * @param maxNameLength of a file's name, in characters
 */
@Validated
@ConfigurationProperties("intake.web")
record DoorSettings(
    @DefaultValue("5GB") DataSize maxSize,
    @DefaultValue("200") @Min(1) @Max(10_000) int maxFiles,
    @DefaultValue("255") @Min(12) @Max(1_000) int maxNameLength)
    implements Validator {
  private static final DataSize LARGEST = DataSize.ofTerabytes(1);

  @Override
  public boolean supports(Class<?> type) {
    return type == DoorSettings.class;
  }

  /** Of a size no annotation knows the limits. */
  @Override
  public void validate(Object settings, Errors errors) {
    DataSize size = ((DoorSettings) settings).maxSize();
    if (size.toBytes() < 1 || size.compareTo(LARGEST) > 0) {
      errors.rejectValue("maxSize", "range", "must be from 1B to 1TB");
    }
  }
}
