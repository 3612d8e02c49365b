package dev.sitedrop.intake;

import dev.sitedrop.ledger.Target;
import org.springframework.stereotype.Component;

/** Decides what a drop becomes: by what its source says, else by what it is. */
@Component
class TargetRule {
  private final ContentType contentTypes;
  private final HeicConversion conversion;

  TargetRule(ContentType contentTypes, HeicConversion conversion) {
    this.contentTypes = contentTypes;
    this.conversion = conversion;
  }

  /**
   * @param said by the source; null to decide by content
   * @param name of the file, for the message
   * @throws RefusedDrop if the file cannot become what is said, or nothing is said and it is no
   *     picture
   */
  Target of(Target said, String name, String contentType) {
    if (said == Target.ACCIDENT_LOG) {
      return said;
    }
    if (contentTypes.isPicture(contentType) || conversion.mayConvert(contentType)) {
      return Target.IMAGE;
    }
    throw new RefusedDrop(
        name
            + (contentType.startsWith("image/")
                ? OtherPicture.why(contentType)
                : noPicture(said, name, contentType))
            + " If it documents an accident, put it into accident_logs.");
  }

  private String noPicture(Target said, String name, String contentType) {
    if (contentTypes.isNamedWrongly(name, contentType)) {
      return " is no picture: its name says so, but its bytes are of no format that is known."
          + " Perhaps it was damaged on its way, or is encrypted.";
    }
    return " is no picture but "
        + contentType
        + " by its content"
        + (said == null ? "" : ", and Procore's images are pictures only")
        + ".";
  }
}
