package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.Letterhead;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What rules are asked for.
 *
 * @param source the configured name
 * @param paths its path below its source, or the names of a mail's files
 * @param letterhead null if it did not come by mail
 * @param size of all files together, in bytes
 * @param contentTypes of its files; asked for only if a rule wants to know
 */
public record Candidate(
    String source, List<String> paths, Letterhead letterhead, long size, Types contentTypes) {

  /** Looks into the files, which costs reading their heads. */
  @FunctionalInterface
  public interface Types {
    Set<String> look() throws IOException;
  }
}
