package dev.sitedrop.pages;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a page shows, beside what is here: another id, time, address and folder each time, and all
 * else to the letter. An id that a page shows is known from then on, so that its commands may name
 * it.
 */
final class Wording {
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** What is not the same twice; the first is an id, the second a measurement behind its name. */
  private static final List<String> VARYING =
      List.of(
          ID,
          "(?<=^sitedrop_polls_.{1,80}\\} )[\\d.E-]+",
          "\\b[0-9A-F]{26}\\b",
          "\\b[0-9a-f]{40}\\b",
          "\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z?",
          "(?<=/)\\d{4}-\\d\\d-\\d\\d(?=[/\\s])",
          "^\\d\\d:\\d\\d:\\d\\d ",
          "\\b\\d+\\.\\d s\\b",
          "\\b\\d+\\.\\d GB\\b",
          "\\b(?:image|accident log) \\d{4}\\b",
          "\"id\" ?: ?\\d+");

  private static final Pattern ANY =
      Pattern.compile(
          VARYING.stream().map(one -> "(" + one + ")").collect(Collectors.joining("|")),
          Pattern.MULTILINE);

  private final Map<String, String> ids = new HashMap<>();
  private final Path folder;
  private final int port;

  /**
   * @param folder what the pages call /home/ann/SiteDrop
   * @param port what they call 8080
   */
  Wording(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** A command of a page as it is meant here. */
  String here(String command) {
    String meant = local(command);
    for (Map.Entry<String, String> known : ids.entrySet()) {
      meant = meant.replace(known.getKey(), known.getValue());
    }
    return meant;
  }

  private String local(String written) {
    return written
        .replace("/home/ann/SiteDrop", folder.toString())
        .replace("127.0.0.1:8080", "127.0.0.1:" + port);
  }

  /** Whether this is what the page shows; its ids are known then. */
  boolean isSaid(String shown, String said) {
    Map<String, String> met = new HashMap<>();
    Matcher matcher = pattern(shown, met).matcher(said.strip());
    if (!matcher.matches()) {
      return false;
    }
    met.forEach((id, group) -> ids.put(id, matcher.group(group)));
    return true;
  }

  /** Whether a log has this line of a page. */
  boolean hasLine(String line, String log) {
    Pattern wanted = pattern(line, new HashMap<>());
    return log.lines().anyMatch(said -> wanted.matcher(said).matches());
  }

  private Pattern pattern(String shown, Map<String, String> met) {
    String text = local(shown);
    StringBuilder all = new StringBuilder();
    Matcher varying = ANY.matcher(text);
    int from = 0;
    while (varying.find()) {
      all.append(Pattern.quote(text.substring(from, varying.start())));
      all.append(
          varying.group(1) != null ? id(varying.group(), met) : anotherLike(varying.group()));
      from = varying.end();
    }
    return Pattern.compile(all + Pattern.quote(text.substring(from)));
  }

  /**
   * Other digits, as many as may be; of an upload's name or a file's token other letters as well.
   */
  private static String anotherLike(String shown) {
    for (String name : List.of("[0-9A-F]{26}", "[0-9a-f]{40}")) {
      if (shown.matches(name)) {
        return name;
      }
    }
    return shown.replaceAll("[\\d.E-]+(?<=\\d)", "[\\\\d.E-]+");
  }

  private String id(String shown, Map<String, String> met) {
    if (ids.containsKey(shown)) {
      return ids.get(shown);
    }
    String group = met.get(shown);
    if (group != null) {
      return "\\k<" + group + ">";
    }
    met.put(shown, "id" + met.size());
    return "(?<" + met.get(shown) + ">" + ID + ")";
  }
}
