package dev.sitedrop.intake;

import dev.sitedrop.ledger.Target;
import java.util.List;

/**
 * What a source hands in at once: one file, or a folder of files that is one accident log.
 *
 * @param source the configured name of the source, such as {@code inbox}
 * @param settlement the bean name of the {@link Settlement} that lets it go and reports back
 * @param name what its sender calls it: a path relative to the source, for people only
 * @param project what the source says of the project, as text: not checked yet; null if nothing
 * @param target where the source says it belongs; null to decide by content
 * @param files at least one
 * @param sidecars the files that hold fields for it: none or one when all is well
 * @param origin where it is, as JSON that its settlement reads
 * @param fingerprint equal for two looks at the same unchanged thing
 * @param problem why the source knows already that it must be refused; null if nothing is wrong
 */
public record IncomingDrop(
    String source,
    String settlement,
    String name,
    String project,
    Target target,
    List<IncomingFile> files,
    List<IncomingFile> sidecars,
    String origin,
    String fingerprint,
    String problem) {

  public IncomingDrop {
    files = List.copyOf(files);
    sidecars = List.copyOf(sidecars);
  }

  /** The number of bytes of all files together, as listed. */
  public long size() {
    return files.stream().mapToLong(IncomingFile::size).sum();
  }
}
