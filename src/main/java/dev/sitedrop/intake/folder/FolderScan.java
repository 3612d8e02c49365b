package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Aim;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.FoundDrop.Place;
import dev.sitedrop.intake.folder.FoundDrop.Watched;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One walk through a source's folder. Drops are offered as they are met, so nothing grows with the
 * number of files.
 */
final class FolderScan {
  private final InboxEndpoint inbox;
  private final ReportedOnce reports;
  private final LeftAlone leftAlone;
  private final FileScan files;
  private final GroupScan groups;

  FolderScan(InboxEndpoint inbox, ReportedOnce reports) {
    this.inbox = inbox;
    this.reports = reports;
    this.leftAlone = inbox.leftAlone();
    ReportedOnce links = new ReportedOnce(); // of its own: many of them hide no other message
    this.files = new FileScan(links, inbox.keepsRawPhotos());
    this.groups = new GroupScan(links, leftAlone);
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
            ifReadable(path, () -> walkTree(inFolder(here, path), path, visitor));
          }
        });
  }

  /** A folder that was to be that of accidents must not become one of images. */
  private static Place inFolder(Place project, Path folder) {
    String name = folder.getFileName().toString();
    String plain = Likeness.plain(name);
    return plain.startsWith("accident") || Likeness.isAlmost(plain, "accidentlogs")
        ? project.with(
            "The folder "
                + Shown.of(name)
                + " is not called accident_logs. If it is that of accidents, call it so and put its"
                + " files back; if not, give it a name that does not begin like that.")
        : project;
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
      Visitor visitor)
      throws IOException {
    if (inbox.isWanted(place.watched().root().relativize(path))) {
      files.find(place, path, attributes, beside).ifPresent(drop -> give(drop, visitor));
    }
  }

  /** However people separate its words, in the singular or plural. */
  private static Optional<Target> targetNamed(String folder) {
    String plain = Likeness.plain(folder);
    return Stream.of(Target.values())
        .filter(
            target -> {
              String name = Likeness.plain(target.folder());
              return plain.equals(name) || plain.equals(name.substring(0, name.length() - 1));
            })
        .findFirst();
  }

  private static void give(FoundDrop drop, Visitor visitor) {
    if (!visitor.offer(drop)) {
      throw new Stopped();
    }
  }

  /** Meets every entry that is not to be left alone, as the folder is read. */
  private void list(Path folder, Listing.Entry entry) throws IOException {
    Listing.of(folder, path -> wanted(path, leftAlone), entry);
  }

  static Optional<Path> wanted(Path path, LeftAlone leftAlone) throws IOException {
    return leftAlone.isSo(path.getFileName().toString()) ? Optional.empty() : ReadableName.of(path);
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
          Shown.of(FailureText.of(e)));
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
