package dev.sitedrop.intake;

import dev.sitedrop.ledger.Target;
import java.util.List;

/**
 * What a source hands in at once: one file, a folder of files that is one accident log, or an
 * accident that is only told of.
 *
 * @param source the configured name of the source, such as {@code inbox}
 * @param settlement the bean name of the {@link Settlement} that lets it go and reports back
 * @param destination which Procore and company it is for
 * @param name what its sender calls it: a path relative to the source, for people only
 * @param said where its sender says that it belongs
 * @param otherwise where it goes if neither he nor a rule says it; without a target the content
 *     decides
 * @param letterhead of the mail it came with; null if there is none
 * @param files none only if its sender says that it is for an accident log, and its sidecar holds
 *     the comments
 * @param sidecars the files that hold fields for it: none or one when all is well
 * @param origin where it is, as JSON that its settlement reads
 * @param fingerprint equal for two looks at the same unchanged thing
 * @param problem why the source knows already that it must be refused; null if nothing is wrong
 */
public record IncomingDrop(
    String source,
    String settlement,
    String destination,
    String name,
    Aim said,
    Aim otherwise,
    Letterhead letterhead,
    List<IncomingFile> files,
    List<IncomingFile> sidecars,
    String origin,
    String fingerprint,
    String problem) {

  public IncomingDrop {
    files = List.copyOf(files);
    sidecars = List.copyOf(sidecars);
  }

  /** What the source says of the project, whoever says it there; null if nothing. */
  public String project() {
    return said.or(otherwise).project();
  }

  /** Where the source says that it belongs, whoever says it there; null to decide by content. */
  public Target target() {
    return said.or(otherwise).target();
  }

  /** The number of bytes of all files together, as listed. */
  public long size() {
    return files.stream().mapToLong(IncomingFile::size).sum();
  }
}
