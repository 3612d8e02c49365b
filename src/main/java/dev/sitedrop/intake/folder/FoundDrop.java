package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.ledger.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something in the inbox that may be handed in: a file, or the folder of an accident log.
 *
 * @param place where it lies and what that means
 * @param path the file, or the folder
 * @param files its files in order; one, unless it is a folder
 * @param sidecars the files with fields
 * @param company the files around it that are no part of it
 * @param ready when it may be handed in
 * @param problem why it must be refused then; null if nothing is wrong
 */
record FoundDrop(
    Place place,
    Path path,
    List<FoundFile> files,
    List<FoundFile> sidecars,
    Company company,
    Ready ready,
    String problem) {

  FoundDrop(
      Place place,
      Path path,
      List<FoundFile> files,
      List<FoundFile> sidecars,
      Ready ready,
      String problem) {
    this(place, path, files, sidecars, Company.NONE, ready, problem);
  }

  /** What has to be waited for before a drop that does not change any more may be handed in. */
  enum Ready {
    /** Nothing more: everything that belongs to it is there. */
    STILL,
    /** A sidecar may come a moment later. */
    WITHOUT_SIDECAR,
    /** What it waits for, or goes without, is not all there. */
    AWAITING,
    /** More files may be on their way into the folder. */
    GROUP,
    /** What it cannot be without may come later. */
    LACKING
  }

  /**
   * @param source the configured name of the source
   * @param destination which Procore and company its drops are for
   * @param server that the folder lies on; null for this machine
   * @param deletes whether what is delivered is deleted there instead of kept with its receipt
   * @param root the source's folder, to which names for people are relative
   */
  record Watched(String source, String destination, String server, boolean deletes, Path root) {}

  /**
   * @param base the folder that keeps the drop, and what became of it
   * @param said by the names of its folders
   * @param otherwise by the source's parameters
   * @param problem why nothing in it can be taken; null if nothing is wrong
   */
  record Place(Watched watched, Path base, Aim said, Aim otherwise, String problem) {
    Place(Watched watched, Path base, Aim said, Aim otherwise) {
      this(watched, base, said, otherwise, null);
    }

    Place with(String found) {
      return new Place(watched, base, said, otherwise, found);
    }

    /** Null if there is none. */
    String project() {
      return said.or(otherwise).project();
    }

    /** Null to decide by content. */
    Target target() {
      return said.or(otherwise).target();
    }
  }

  /** The name of the project's folder, for those who take turns; empty if there is none. */
  String project() {
    return place.project() == null ? "" : place.project();
  }

  boolean isGroup() {
    return files.size() != 1 || !files.get(0).path().equals(path);
  }

  long size() {
    return files.stream().mapToLong(file -> file.stamp().size()).sum();
  }

  /** Equal as long as nothing of the drop changes. */
  int signature() {
    return (files.hashCode() * 31 + sidecars.hashCode()) * 31 + company.hashCode();
  }

  /** Whether its files are still those that were found. */
  boolean isUnchanged() {
    return Stream.concat(moved(), company.read().stream()).allMatch(FoundFile::isUnchanged);
  }

  /** What is taken from the folder with it, itself included. */
  Stream<FoundFile> moved() {
    return Stream.of(files, sidecars, company.kept()).flatMap(List::stream);
  }

  FolderOrigin origin() {
    Path base = place.base();
    return new FolderOrigin(
        place.watched().server(),
        place.watched().deletes(),
        base.toString(),
        place.target() == null && place.project() != null,
        base.relativize(path).toString(),
        isGroup(),
        relative(files),
        relative(Stream.concat(sidecars.stream(), company.kept().stream()).toList()),
        company.kept().stream().map(FoundFile::name).toList(),
        null);
  }

  private List<String> relative(List<FoundFile> found) {
    return found.stream().map(file -> place.base().relativize(file.path()).toString()).toList();
  }

  /** The mark in a group, not the source, says that it is an accident. */
  IncomingDrop incoming() {
    return new IncomingDrop(
        place.watched().source(),
        FolderSettlement.NAME,
        place.watched().destination(),
        place.watched().root().relativize(path).toString(),
        isGroup() ? new Aim(place.said().project(), place.target()) : place.said(),
        place.otherwise(),
        null,
        files.stream().map(FoundFile::incoming).toList(),
        Stream.concat(sidecars.stream(), company.read().stream()).map(FoundFile::incoming).toList(),
        origin().toJson(),
        Fingerprint.of(
            place.watched().server(),
            moved().map(file -> new Fingerprint.Part(file.path(), file.stamp())).toList()),
        place.problem() == null ? problem : place.problem());
  }
}
