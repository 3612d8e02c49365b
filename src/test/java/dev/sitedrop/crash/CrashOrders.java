package dev.sitedrop.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a test asks of a SiteDrop that runs: to write down the moments that it meets from now on, or
 * to end at the next one of a name. A process that has healed what the last one has left can so be
 * ended at a moment of what comes after.
 */
final class CrashOrders {
  private final Path recordTo;
  private final Path endAt;
  private final Path purge;

  private CrashOrders(Path folder) {
    this.recordTo = folder.resolve("record");
    this.endAt = folder.resolve("end-at");
    this.purge = folder.resolve("purge");
  }

  /**
   * @param folder that both processes see; empty if there are to be no orders
   */
  static CrashOrders in(String folder) {
    return folder.isEmpty() ? null : new CrashOrders(Path.of(folder));
  }

  /** Makes the folder of it. */
  static CrashOrders giveIn(Path folder) throws IOException {
    return new CrashOrders(Files.createDirectories(folder));
  }

  /** From now on the moments are written down. */
  void record() throws IOException {
    Files.writeString(recordTo, "");
  }

  /** What was met since, each once; nothing is written down any more. */
  Set<String> recorded() throws IOException {
    Path taken = Files.move(recordTo, recordTo.resolveSibling("recorded"), replacing());
    return new TreeSet<>(Files.readAllLines(taken));
  }

  /** The next time that it is met is the last. */
  void endAt(String moment) throws IOException {
    Path written = Files.writeString(endAt.resolveSibling("written"), moment);
    Files.move(written, endAt, replacing());
  }

  /** It goes on, whatever it meets. */
  void goOn() throws IOException {
    Files.deleteIfExists(endAt);
  }

  /** From now on what is over leaves the ledger at once, until all is gone. */
  void purge() throws IOException {
    Files.writeString(purge, "");
  }

  /** Whether a purge is ordered, and not over. */
  boolean isToPurge() {
    return Files.exists(purge);
  }

  /** In the process that was ordered to. */
  void purged() {
    try {
      Files.deleteIfExists(purge);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the process that was ordered to: whether this is the moment. */
  synchronized boolean isToEndAt(String moment) {
    try {
      if (Files.exists(recordTo)) {
        Files.writeString(recordTo, moment + "\n", StandardOpenOption.APPEND);
      }
      return Files.exists(endAt) && Files.readString(endAt).equals(moment);
    } catch (NoSuchFileException takenBack) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StandardCopyOption[] replacing() {
    return new StandardCopyOption[] {
      StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE
    };
  }
}
