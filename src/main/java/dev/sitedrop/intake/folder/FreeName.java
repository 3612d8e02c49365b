package dev.sitedrop.intake.folder;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Finds a name under which nothing lies yet: what is kept is never overwritten. */
final class FreeName {
  /** In bytes, on every common file system. */
  private static final int LONGEST = 255;

  private FreeName() {}

  /** The name itself, or with a number before its extension. */
  static Path in(Path folder, String name) {
    return in(folder, name, free -> !Files.exists(free, LinkOption.NOFOLLOW_LINKS));
  }

  static Path in(Path folder, String name, Predicate<Path> isFree) {
    Path path = folder.resolve(name);
    for (int n = 2; !isFree.test(path); n++) {
      path = folder.resolve(numbered(name, n));
    }
    return path;
  }

  private static String numbered(String name, int n) {
    int dot = name.lastIndexOf('.');
    String extension = dot > 0 && name.length() - dot <= 20 ? name.substring(dot) : "";
    String stem = name.substring(0, name.length() - extension.length());
    return withSuffix(stem, " (" + n + ")" + extension);
  }

  /** The name with a suffix, shortened before it so that the whole fits a file system. */
  static String withSuffix(String name, String suffix) {
    String stem = name;
    boolean shortened = false;
    String mark = "~" + Integer.toHexString(name.hashCode());
    while (bytes(stem) + (shortened ? bytes(mark) : 0) + bytes(suffix) > LONGEST) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
      shortened = true;
    }
    return shortened ? stem + mark + suffix : stem + suffix;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
