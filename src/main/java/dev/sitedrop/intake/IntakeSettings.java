package dev.sitedrop.intake;

import dev.sitedrop.intake.rule.RuleSetting;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code intake.*}.
 *
 * @param timeZone the zone of the site, such as {@code Europe/Berlin}, in which files have their
 *     dates and accidents their times; where it is not said, the machine's
 * @param dailyLog whether each photo is added to the Daily Log of the day it was taken, also where
 *     nobody asks for it by {@code log_date}
 * @param captions whether what is written into a photo (XMP, IPTC or EXIF) is its description,
 *     where nothing else gives one
 * @param pictureTypes content types that become images
 * @param rules the rules in their order, in a file
 */
@Validated
@ConfigurationProperties("intake")
public record IntakeSettings(
    ZoneId timeZone,
    @DefaultValue("false") boolean dailyLog,
    @DefaultValue("true") boolean captions,
    @DefaultValue({
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/heic",
          "image/heif",
          "image/webp",
          "image/tiff",
          "image/bmp"
        })
        Set<
                @Pattern(
                    regexp = "image/[a-z0-9.+-]+",
                    message = "must be content types such as image/jpeg")
                String>
            pictureTypes,
    List<RuleSetting> rules) {

  public IntakeSettings {
    timeZone = timeZone == null ? ZoneId.systemDefault() : timeZone;
    rules = rules == null ? List.of() : List.copyOf(rules);
  }
}
