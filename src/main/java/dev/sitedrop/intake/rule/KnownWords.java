package dev.sitedrop.intake.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;

/**
 * Finds words in the rules that mean nothing: Spring passes over them, and without its condition a
 * rule would be for everything. Spring's own check for this looks into the first element of a list
 * only.
 */
final class KnownWords {
  private static final List<String> WHEN =
      List.of("source", "path", "subject", "sender", "content-type", "min-size", "max-size");
  private static final List<String> THEN = List.of("target", "project", "fields", "refuse");
  private static final Bindable<List<Map<String, Object>>> RAW =
      Bindable.of(
          ResolvableType.forClassWithGenerics(
              List.class,
              ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class)));

  private KnownWords() {}

  /**
   * @throws WrongRule that names the first word that is not known
   */
  static void check(Binder settings) {
    int number = 0;
    for (Map<String, Object> rule : settings.bind("intake.rules", RAW).orElse(List.of())) {
      number++;
      check(number, "", rule, List.of("when", "then"));
      check(number, "when.", rule.get("when"), WHEN);
      check(number, "then.", rule.get("then"), THEN);
    }
  }

  private static void check(int number, String in, Object said, List<String> known) {
    if (said instanceof Map<?, ?> words) {
      for (Object word : words.keySet()) {
        if (known.stream().noneMatch(one -> bare(one).equals(bare(word.toString())))) {
          throw new WrongRule(
              number, String.format("%s%s is not known; there may be %s.", in, word, told(known)));
        }
      }
    }
  }

  /** Spring takes minSize, min_size and min-size for the same. */
  private static String bare(String word) {
    return word.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
  }

  private static String told(List<String> words) {
    return String.join(", ", words.subList(0, words.size() - 1))
        + " and "
        + words.get(words.size() - 1);
  }
}
