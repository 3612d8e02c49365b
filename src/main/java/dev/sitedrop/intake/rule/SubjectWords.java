package dev.sitedrop.intake.rule;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Which subjects of mails; what came in another way has none. RE2 needs a time that grows with the
 * text only: whoever may send a mail must not be able to keep the intake busy for hours.
 */
final class SubjectWords implements Condition {
  private final List<String> words = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();
  private final List<Pattern> wordPatterns = new ArrayList<>();
  private final List<Pattern> expressionPatterns = new ArrayList<>();

  /**
   * @param said whole words, phrases, and regular expressions between slashes
   * @throws com.google.re2j.PatternSyntaxException if an expression is none
   */
  SubjectWords(List<String> said) {
    for (String one : said) {
      if (one.startsWith("/")) {
        String expression = one.substring(1, one.length() - 1);
        expressions.add(expression);
        expressionPatterns.add(Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
      } else {
        words.add(one);
        wordPatterns.add(Pattern.compile(wholeWord(one), Pattern.CASE_INSENSITIVE));
      }
    }
  }

  private static String wholeWord(String word) {
    return "(?:^|[^\\p{L}\\p{N}])" + Pattern.quote(word) + "(?:$|[^\\p{L}\\p{N}])";
  }

  @Override
  public boolean holds(Candidate candidate) {
    if (candidate.letterhead() == null) {
      return false;
    }
    String subject = candidate.letterhead().subject();
    return isIn(subject, wordPatterns) || isIn(subject, expressionPatterns);
  }

  private static boolean isIn(String subject, List<Pattern> patterns) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(subject).find());
  }

  /** A phrase that holds one of these words; of expressions only the same is known to be. */
  @Override
  public boolean isWiderThan(Condition other) {
    SubjectWords narrow = (SubjectWords) other;
    return narrow.words.stream().allMatch(phrase -> isIn(phrase, wordPatterns))
        && expressions.containsAll(narrow.expressions);
  }
}
