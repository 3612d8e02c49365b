package dev.sitedrop.intake.rule;

import com.google.re2j.PatternSyntaxException;
import dev.sitedrop.intake.mail.rule.AllowedSenders;
import dev.sitedrop.intake.rule.RuleSetting.When;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/** Reads the conditions of one rule, and tells what cannot be meant. */
final class ConditionReader {
  private final int number;
  private final Map<String, Condition> conditions = new LinkedHashMap<>();

  private ConditionReader(int number) {
    this.number = number;
  }

  /**
   * @throws WrongRule if one of them cannot be meant
   */
  static Conditions read(int number, When when) {
    ConditionReader reader = new ConditionReader(number);
    reader.add("source", when.source(), SourceNames::new);
    reader.add("sender", when.sender(), reader::senders);
    reader.addSizes(when);
    reader.add("path", when.path(), reader::paths);
    reader.add("subject", when.subject(), reader::subject);
    reader.add("content-type", when.contentType(), reader::contentTypes);
    return new Conditions(reader.conditions);
  }

  /** A condition without a value would be one that always holds. */
  private void add(String name, List<String> said, Function<List<String>, Condition> reading) {
    if (said == null) {
      return;
    }
    List<String> values = said.stream().map(String::strip).toList();
    if (values.isEmpty() || values.contains("")) {
      throw wrong(name, "empty", "give it a value, or take it out");
    }
    conditions.put(name, reading.apply(values));
  }

  private void addSizes(When when) {
    if (when.minSize() == null && when.maxSize() == null) {
      return;
    }
    long least = when.minSize() == null ? 0 : when.minSize().toBytes();
    long most = when.maxSize() == null ? Long.MAX_VALUE : when.maxSize().toBytes();
    if (most < 0) {
      throw wrong("max-size", "'" + when.maxSize() + "'", "it may be a size such as 20MB");
    }
    if (least > most) {
      throw new WrongRule(
          number,
          String.format(
              "it can never match: when.min-size (%s) is more than when.max-size (%s).",
              when.minSize(), when.maxSize()));
    }
    conditions.put("size", new Sizes(least, most));
  }

  private Condition paths(List<String> patterns) {
    for (String pattern : patterns) {
      if (pattern.startsWith("/") || pattern.contains("\\")) {
        throw wrong(
            "path",
            "'" + pattern + "'",
            "it may be a pattern such as 42/**/*.jpg, with / between folders and none in front");
      }
    }
    return new PathPatterns(patterns);
  }

  private Condition subject(List<String> said) {
    for (String one : said) {
      if (one.startsWith("/") && (one.length() < 3 || !one.endsWith("/"))) {
        throw wrong(
            "subject",
            "'" + one + "'",
            "it may be words, or a regular expression between slashes; one with a comma is an"
                + " element of a list");
      }
    }
    try {
      return new SubjectWords(said);
    } catch (PatternSyntaxException e) {
      throw wrong(
          "subject",
          "'" + e.getPattern() + "'",
          "this is no regular expression of RE2 (" + e.getDescription() + ")");
    }
  }

  private Condition senders(List<String> said) {
    try {
      return new Senders(AllowedSenders.of(String.join(",", said)));
    } catch (IllegalArgumentException e) {
      throw wrong(
          "sender",
          "'" + String.join(", ", said) + "'",
          "it may hold addresses such as ann@example.com and domains such as example.com");
    }
  }

  private Condition contentTypes(List<String> said) {
    try {
      return new ContentTypes(said.stream().map(MimeTypeUtils::parseMimeType).toList());
    } catch (InvalidMimeTypeException e) {
      throw wrong(
          "content-type",
          "'" + e.getMimeType() + "'",
          "it may be a type such as application/pdf or image/*");
    }
  }

  private WrongRule wrong(String name, String is, String mayBe) {
    return new WrongRule(number, "when." + name + " is " + is + "; " + mayBe + ".");
  }
}
