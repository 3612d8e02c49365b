package dev.sitedrop.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/** The source files that cannot be used now, and why: the others run meanwhile. */
@Component
public class SourceFileMistakes {
  private final Map<String, SourceFileMistake> byFile = new ConcurrentSkipListMap<>();

  /**
   * A source file that is not used.
   *
   * @param file its path, for a person
   * @param problem what is wrong with it, where, and what to write instead
   * @param since when that was first seen
   */
  public record SourceFileMistake(String file, String problem, Instant since) {}

  /** Keeps the time if the file was not usable before. */
  void found(String file, String problem) {
    byFile.merge(
        file,
        new SourceFileMistake(file, problem, Instant.now()),
        (before, now) -> new SourceFileMistake(file, problem, before.since()));
  }

  /** It was corrected, or deleted. */
  void gone(String file) {
    byFile.remove(file);
  }

  /** In the order of the files' names. */
  public List<SourceFileMistake> all() {
    return List.copyOf(byFile.values());
  }
}
