package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Finds a name under which nothing lies yet: what is kept is never overwritten. */
final class FreeName {
  /** In bytes, on every common file system. */
  private static final int LONGEST = 255;

  private FreeName() {}

  /** Whether a name may be taken; not being able to tell is no yes. */
  interface Test {
    boolean isFree(Path path) throws IOException;
  }

  /** The name itself, or with a number before its extension. */
  static Path in(Path folder, String name) throws IOException {
    return in(folder, name, path -> !Listing.isThere(path));
  }

  static Path in(Path folder, String name, Test isFree) throws IOException {
    Path path = folder.resolve(name);
    for (int n = 2; !isFree.isFree(path); n++) {
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
