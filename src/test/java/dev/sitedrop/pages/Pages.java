package dev.sitedrop.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README.md and docs/, as they are written. */
final class Pages {
  private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^ *```$");

  private Pages() {}

  /** Their paths, such as {@code docs/console.md}. */
  static List<String> all() {
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md"),
              docs.map(Path::toString).filter(page -> page.endsWith(".md")).sorted())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String page) {
    try {
      return Files.readString(Path.of(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In their order, without the page's indentation. */
  static List<Block> blocks(String page) {
    String text = text(page);
    List<Block> all = new ArrayList<>();
    Matcher fenced = FENCED.matcher(text);
    while (fenced.find()) {
      String content = fenced.group(3).replaceAll("(?m)^" + fenced.group(1), "");
      all.add(new Block(page, line(text, fenced.start(3)), fenced.group(2), content));
    }
    return all;
  }

  /** What is between them. */
  static String prose(String page) {
    return FENCED.matcher(text(page)).replaceAll("");
  }

  /** Of this character, counted from 1. */
  static int line(String text, int position) {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
