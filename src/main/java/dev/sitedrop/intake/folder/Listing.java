package dev.sitedrop.intake.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at folders and files without following a link, on this machine or on a server. */
final class Listing {
  /** Deeper than any folder that people make; a server could make one without end. */
  private static final int DEEPEST = 100;

  private Listing() {}

  /** What is done with each entry of a folder. */
  interface Entry {
    /**
     * @param beside looks at other names in the same folder
     */
    void met(Path path, BasicFileAttributes attributes, Beside beside) throws IOException;
  }

  /** Looks at other names in the folder that is being listed. */
  interface Beside {
    Optional<BasicFileAttributes> look(String name);

    /** Which of its files give the fields of which. */
    SidecarIndex sidecars() throws IOException;
  }

  /** Which names of a folder are met at all. */
  interface Filter {
    Optional<Path> of(Path path) throws IOException;
  }

  /** Meets every entry as the folder is read; what vanishes meanwhile is passed over. */
  static void of(Path folder, Filter filter, Entry entry) throws IOException {
    if (folder.getNameCount() > DEEPEST) {
      throw new IOException("it lies more than " + DEEPEST + " folders deep");
    }
    Neighbours neighbours = new Neighbours(folder, filter);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        try {
          Optional<Path> wanted = filter.of(path);
          if (wanted.isPresent()) {
            meet(wanted.get(), neighbours, entry);
          }
        } catch (NoSuchFileException vanished) {
          // taken away while the folder was read
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void meet(Path path, Neighbours neighbours, Entry entry) throws IOException {
    if (path instanceof Listed listed) {
      neighbours.listed = listed;
      // a fresh path: one that is kept must not keep the whole listing
      Path alone = path.resolveSibling(path.getFileName().toString());
      entry.met(alone, listed.listed(), neighbours);
    } else {
      entry.met(path, look(path), neighbours);
    }
  }

  /** Asks the folder again only for what its listing did not tell. */
  private static final class Neighbours implements Beside {
    private final Path folder;
    private final Filter filter;
    private Listed listed;
    private SidecarIndex sidecars;

    Neighbours(Path folder, Filter filter) {
      this.folder = folder;
      this.filter = filter;
    }

    @Override
    public Optional<BasicFileAttributes> look(String name) {
      return listed == null ? lookIfThere(folder.resolve(name)) : listed.sibling(name);
    }

    @Override
    public SidecarIndex sidecars() throws IOException {
      if (sidecars == null) {
        sidecars = SidecarIndex.of(this::names);
      }
      return sidecars;
    }

    private void names(Consumer<String> met) throws IOException {
      if (listed != null) {
        for (String name : listed.siblings()) {
          if (filter.of(folder.resolve(name)).isPresent()) {
            met.accept(name);
          }
        }
        return;
      }
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path path : entries) {
          if (filter.of(path).isPresent()) {
            met.accept(path.getFileName().toString());
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
  }

  /** Meets every file below a folder, and everything else that is no folder. */
  static void below(Path folder, Filter filter, Entry entry) throws IOException {
    of(
        folder,
        filter,
        (path, attributes, beside) -> {
          if (attributes.isDirectory()) {
            below(path, filter, entry);
          } else {
            entry.met(path, attributes, beside);
          }
        });
  }

  /** Looks at the file itself, never at what a link points to. */
  static BasicFileAttributes look(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<BasicFileAttributes> lookIfThere(Path file) {
    try {
      return Optional.of(look(file));
    } catch (IOException notThere) {
      return Optional.empty(); // most files have no sidecar
    }
  }

  /**
   * Whether something lies there.
   *
   * @throws IOException if that cannot be told, which Files.exists takes for no
   */
  static boolean isThere(Path file) throws IOException {
    try {
      look(file);
      return true;
    } catch (NoSuchFileException no) {
      return false;
    }
  }

  /** Whether it lies on this machine's disk, or on what is mounted there. */
  static boolean isLocal(Path path) {
    return path.getFileSystem() == FileSystems.getDefault();
  }
}
