package dev.sitedrop.intake.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.mail.letter.ReadLetter;
import dev.sitedrop.intake.mail.letter.SpokenTime;
import dev.sitedrop.ledger.Target;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a letter says about its files, as Procore's fields. */
final class LetterFields {
  /** In characters. More is no comment, and as JSON it would not fit a sidecar. */
  private static final int LONGEST = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private LetterFields() {}

  /**
   * @param sentAt in the site's zone; empty if no clock tells it: then the files may
   * @return a JSON object
   */
  static String of(ReadLetter letter, Target target, Optional<ZonedDateTime> sentAt) {
    ObjectNode fields = JSON.createObjectNode();
    String said = words(letter);
    if (!said.isEmpty()) {
      fields.put(target == Target.IMAGE ? "description" : "comments", shortened(said));
    }
    if (target == Target.ACCIDENT_LOG) {
      SpokenTime spoken = SpokenTime.in(clauses(letter.subject()) + "\n" + letter.text());
      spoken
          .date()
          .or(() -> sentAt.map(ZonedDateTime::toLocalDate))
          .ifPresent(date -> fields.put("date", date.toString()));
      spoken
          .time()
          .or(() -> sentAt.map(ZonedDateTime::toLocalTime))
          .ifPresent(
              time -> {
                fields.put("time_hour", time.getHour());
                fields.put("time_minute", time.getMinute());
              });
    }
    return fields.toString();
  }

  /** A subject has no lines: what stands between commas may be one. */
  private static String clauses(String subject) {
    return plain(subject).replaceAll("[,;]", "\n");
  }

  /** What its sender says, in subject and text; empty if nothing. */
  static String words(ReadLetter letter) {
    return Stream.of(plain(letter.subject()), letter.text())
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining("\n\n"));
  }

  /** Without what told where the mail goes, and what mail programs put in front. */
  private static String plain(String subject) {
    return subject
        .replaceAll("[\\[【［][^\\[\\]【】［］]{1,200}[\\]】］]", " ")
        .replaceAll("\\s+", " ")
        .strip()
        .replaceFirst("(?i)^((re|fwd?|aw|wg|sv|tr|rv|i)\\s*:\\s*)+", "");
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }
}
