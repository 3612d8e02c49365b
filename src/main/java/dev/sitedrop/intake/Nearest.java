package dev.sitedrop.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that is meant by one that is misspelt. */
public final class Nearest {
  /** Of this many letters, one may be wrong. */
  private static final int LETTERS_FOR_A_SLIP = 3;

  /** A shorter beginning or end is one of too many names. */
  private static final int LEAST_PART = 4;

  private Nearest() {}

  /**
   * The one that differs by the fewest letters; if none differs by few, one that begins or ends
   * with what was said. Hyphens and capital letters do not count.
   *
   * @param known in the order in which one goes before another that is as near
   * @return empty if none is written alike: a wrong guess would lead astray
   */
  public static Optional<String> of(String said, Collection<String> known) {
    String letters = letters(said);
    if (letters.isEmpty()) {
      return Optional.empty();
    }
    List<String> slips =
        known.stream()
            .filter(
                one ->
                    distance(letters(one), letters)
                        <= Math.max(1, letters.length() / LETTERS_FOR_A_SLIP))
            .filter(one -> letters.length() > 1)
            .toList();
    return slips.stream()
        .min(Comparator.comparingInt(one -> distance(letters(one), letters)))
        .or(() -> known.stream().filter(one -> isPart(letters, letters(one))).findFirst());
  }

  private static boolean isPart(String said, String known) {
    return said.length() >= LEAST_PART
        && known.length() >= LEAST_PART
        && (known.startsWith(said)
            || known.endsWith(said)
            || said.startsWith(known)
            || said.endsWith(known));
  }

  /** What is compared of a name. */
  public static String letters(String name) {
    return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
  }

  /**
   * How many letters have to be put in, taken out, exchanged, or swapped with the one beside them.
   */
  public static int distance(String one, String other) {
    int[][] least = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        least[i][j] = i == 0 || j == 0 ? i + j : step(least, one, other, i, j);
      }
    }
    return least[one.length()][other.length()];
  }

  private static int step(int[][] least, String one, String other, int i, int j) {
    boolean isSame = one.charAt(i - 1) == other.charAt(j - 1);
    int steps = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
    steps = Math.min(steps, least[i - 1][j - 1] + (isSame ? 0 : 1));
    boolean isSwapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return isSwapped ? Math.min(steps, least[i - 2][j - 2] + 1) : steps;
  }
}
