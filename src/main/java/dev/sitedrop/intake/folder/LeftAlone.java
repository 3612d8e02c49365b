package dev.sitedrop.intake.folder;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names that are no drops: hidden ones, downloads under way, what systems leave behind, and our own
 * reasons and receipts, which come back when people put a folder back.
 */
final class LeftAlone {
  private static final Set<String> NAMES = Set.of("thumbs.db", "desktop.ini", ".ds_store");
  private static final List<String> ENDINGS =
      List.of(".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", "~");

  private static final List<String> OURS = List.of(ReasonFile.SUFFIX, ReceiptFile.SUFFIX);

  private LeftAlone() {}

  /** A download that is under way, and will get another name when it is done. */
  static boolean isUnderWay(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !lower.endsWith("~") && ENDINGS.stream().anyMatch(lower::endsWith);
  }

  static boolean isSo(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith(".")
        || lower.startsWith("~$")
        || NAMES.contains(lower)
        || ENDINGS.stream().anyMatch(lower::endsWith)
        || OURS.stream().anyMatch(lower::endsWith);
  }
}
