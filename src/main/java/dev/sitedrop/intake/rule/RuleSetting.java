package dev.sitedrop.intake.rule;

import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/**
 * Settings {@code intake.rules[n]}: one rule as it is written. What is null is not said.
 *
 * @param when what it is for; null for everything
 * @param then what follows
 */
public record RuleSetting(When when, Then then) {

  /**
   * All that is said must hold; of several values, one.
   *
   * @param source names of sources; * stands for any letters
   * @param path Ant patterns of the path below its source, or of the names of a mail's files
   * @param subject words of a mail's subject, or a regular expression between slashes
   * @param sender addresses and domains of a mail
   * @param contentType of one of the files by its content, such as image/*
   * @param minSize the least size of all files together
   * @param maxSize the largest
   */
  public record When(
      List<String> source,
      List<String> path,
      List<String> subject,
      List<String> sender,
      List<String> contentType,
      DataSize minSize,
      DataSize maxSize) {
    static final When ANYTHING = new When(null, null, null, null, null, null, null);
  }

  /**
   * @param target {@code images} or {@code accident_logs}
   * @param project Procore's project id
   * @param fields Procore's fields by Procore's names, for what its sender does not say; an album
   *     may be a name
   * @param refuse why it is refused, for its sender
   */
  public record Then(String target, String project, Map<String, Object> fields, String refuse) {}
}
