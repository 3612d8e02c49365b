package dev.sitedrop.intake.heic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes JPEGs of HEIC photos for people to look at, whatever is sent. A converter is looked for
 * when the first one is wanted, and one photo is converted at a time.
 */
public final class HeicViewer implements AutoCloseable {
  private final BoundedProcesses processes;
  private final String wanted;
  private volatile Optional<Converter> found;

  /**
   * @param wanted the command that is set; empty for the first that works of those that are known
   */
  HeicViewer(BoundedProcesses processes, String wanted) {
    this.processes = processes;
    this.wanted = wanted;
  }

  /** Whether it is worth trying: a converter is installed, and has not failed with the sample. */
  public boolean mayWork() {
    Optional<Converter> known = found;
    return known == null ? ConverterChoice.isInstalled(wanted) : known.isPresent();
  }

  /**
   * @param heic any file; it stays as it is
   * @param folder an empty one
   * @return a file in the folder, whose pixels are upright
   * @throws NotConverted if this photo cannot be shown, now or later
   * @throws IOException if it cannot be done now, such as while SiteDrop stops
   */
  public synchronized Path convert(Path heic, Path folder) throws NotConverted, IOException {
    if (found == null) {
      found =
          new ConverterChoice(processes)
              .findQuietly(wanted, Files.createDirectory(folder.resolve("choice")));
    }
    if (found.isEmpty()) {
      throw new NotConverted("no converter works");
    }
    return found.get().convert(heic, Files.createDirectory(folder.resolve("view")));
  }

  /** Ends what runs. */
  @Override
  public void close() {
    processes.close();
  }
}
