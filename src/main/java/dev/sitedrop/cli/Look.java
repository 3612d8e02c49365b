package dev.sitedrop.cli;

import dev.sitedrop.intake.Explanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * SiteDrop as it would start with some settings, to be looked at: its ledger is empty and in
 * memory, no source is watched, and nothing is taken, sent or written.
 */
public interface Look extends AutoCloseable {

  /**
   * Looks at all that a start and a delivery need.
   *
   * @param scope what of it in Procore
   * @param found is told each thing as it was looked at
   */
  void check(CheckScope scope, Consumer<Finding> found);

  /**
   * What would become of a file that lies in a watched folder.
   *
   * @return null if it lies in none, or is left alone there
   */
  Explanation explain(Path file) throws IOException;

  /**
   * What would become of files that are sent together.
   *
   * @param sidecar null for none
   * @param said the fields that go along
   */
  Explanation explain(List<Path> files, Path sidecar, Map<String, List<String>> said)
      throws IOException;

  /**
   * What would become of all that lies in the sources.
   *
   * @param seen is told each thing as it was looked at
   * @param away is told each source that cannot be read
   */
  void explainAll(Consumer<Explanation> seen, Consumer<Finding> away);

  @Override
  void close();
}
