package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.FoundDrop.Place;
import dev.sitedrop.intake.folder.FoundDrop.Watched;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * One walk through a source's folder. Drops are offered as they are met, so nothing grows with the
 * number of files.
 */
final class FolderScan {
  private final InboxEndpoint inbox;
  private final ReportedOnce reports;
  private final FileScan files;
  private final GroupScan groups;

  FolderScan(InboxEndpoint inbox, ReportedOnce reports) {
    this.inbox = inbox;
    this.reports = reports;
    ReportedOnce links = new ReportedOnce(); // of its own: many of them hide no other message
    this.files = new FileScan(links);
    this.groups = new GroupScan(links);
  }

  /** Whoever is shown what lies in the folder. */
  interface Visitor {
    /**
     * @param project the name of its folder; empty for what lies in none
     * @return whether its drops shall be offered
     */
    boolean enters(String project);

    /**
     * @return whether more of the same project shall be offered
     */
    boolean offer(FoundDrop drop);
  }

  /**
   * @throws IOException if the source's folder itself cannot be listed
   */
  void walk(Watched watched, Visitor visitor) throws IOException {
    Place here =
        new Place(watched, watched.root(), Aim.NOTHING, new Aim(inbox.project(), inbox.target()));
    if (here.target() != null) {
      within(here.project(), visitor, () -> walkTarget(here, visitor));
    } else if (here.project() != null) {
      within(here.project(), visitor, () -> walkProject(here, visitor));
    } else {
      walkProjects(here, visitor);
    }
  }

  /** The rest of a project may be for the next look; the other projects are not. */
  private static void within(String project, Visitor visitor, Walk walk) throws IOException {
    if (visitor.enters(project == null ? "" : project)) {
      try {
        walk.go();
      } catch (Stopped asAsked) {
        // enough of this one
      }
    }
  }

  private void walkProjects(Place here, Visitor visitor) throws IOException {
    list(
        here.base(),
        (path, attributes, beside) -> {
          if (attributes.isDirectory()) {
            String name = path.getFileName().toString();
            Place inProject = new Place(here.watched(), path, new Aim(name, null), Aim.NOTHING);
            ifReadable(path, () -> within(name, visitor, () -> walkProject(inProject, visitor)));
          } else {
            within(null, visitor, () -> offerFile(here, path, attributes, beside, visitor));
          }
        });
  }

  private void walkProject(Place here, Visitor visitor) throws IOException {
    list(
        here.base(),
        (path, attributes, beside) -> {
          Optional<Target> named = targetNamed(path.getFileName().toString());
          if (!attributes.isDirectory()) {
            offerFile(here, path, attributes, beside, visitor);
          } else if (named.isPresent()) {
            ifReadable(
                path,
                () ->
                    walkTarget(
                        new Place(
                            here.watched(),
                            path,
                            new Aim(here.said().project(), named.get()),
                            here.otherwise()),
                        visitor));
          } else if (inbox.isRecursive()) {
            ifReadable(path, () -> walkTree(here, path, visitor));
          }
        });
  }

  private void walkTarget(Place here, Visitor visitor) throws IOException {
    if (here.target() == Target.IMAGE) {
      walkTree(here, here.base(), visitor);
      return;
    }
    list(
        here.base(),
        (path, attributes, beside) -> {
          if (attributes.isDirectory()) {
            ifReadable(
                path, () -> groups.find(here, path).ifPresent(group -> give(group, visitor)));
          } else {
            offerFile(here, path, attributes, beside, visitor);
          }
        });
  }

  private void walkTree(Place here, Path folder, Visitor visitor) throws IOException {
    list(
        folder,
        (path, attributes, beside) -> {
          if (!attributes.isDirectory()) {
            offerFile(here, path, attributes, beside, visitor);
          } else if (inbox.isRecursive()) {
            ifReadable(path, () -> walkTree(here, path, visitor));
          }
        });
  }

  private void offerFile(
      Place place,
      Path path,
      BasicFileAttributes attributes,
      Listing.Beside beside,
      Visitor visitor) {
    if (inbox.isWanted(place.watched().root().relativize(path))) {
      files.find(place, path, attributes, beside).ifPresent(drop -> give(drop, visitor));
    }
  }

  private static Optional<Target> targetNamed(String folder) {
    for (Target target : Target.values()) {
      if (target.folder().equals(folder)) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }

  private static void give(FoundDrop drop, Visitor visitor) {
    if (!visitor.offer(drop)) {
      throw new Stopped();
    }
  }

  /** Meets every entry that is not to be left alone, as the folder is read. */
  private static void list(Path folder, Listing.Entry entry) throws IOException {
    Listing.of(folder, FolderScan::wanted, entry);
  }

  static Optional<Path> wanted(Path path) throws IOException {
    return LeftAlone.isSo(path.getFileName().toString()) ? Optional.empty() : ReadableName.of(path);
  }

  private interface Walk {
    void go() throws IOException;
  }

  /** One folder that cannot be read does not hold back the others. */
  private void ifReadable(Path folder, Walk walk) throws SenderAway {
    try {
      walk.go();
      reports.clear(folder);
    } catch (SenderAway none) {
      throw none; // none of the others can be read either
    } catch (NoSuchFileException vanished) {
      // taken away while its parent was read
    } catch (IOException e) {
      reports.warn(
          folder,
          "Cannot read the folder {} ({})",
          Shown.of(folder.toString()),
          Shown.of(e.toString()));
    }
  }

  /** The visitor wants no more of this project. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super(null, null, false, false);
    }
  }
}
