package dev.sitedrop.intake.rule;

import java.io.IOException;
import java.util.List;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** Which content types; one of the files is enough. */
record ContentTypes(List<MimeType> types) implements Condition {

  @Override
  public boolean holds(Candidate candidate) throws IOException {
    return candidate.contentTypes().look().stream()
        .map(MimeTypeUtils::parseMimeType)
        .anyMatch(this::includes);
  }

  private boolean includes(MimeType type) {
    return types.stream().anyMatch(one -> one.includes(type));
  }

  @Override
  public boolean isWiderThan(Condition other) {
    return ((ContentTypes) other).types.stream().allMatch(this::includes);
  }
}
