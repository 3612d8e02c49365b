package dev.sitedrop.intake.heic;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Makes JPEGs of HEIC photos by a program that is installed beside SiteDrop, a few at a time. */
public final class HeicToJpeg implements AutoCloseable {
  /** In bytes: no camera makes larger ones. */
  static final long LARGEST = 250_000_000;

  private final BoundedProcesses processes;
  private final Finder finder;
  private final Semaphore turns;
  private volatile Optional<Converter> found;

  /** Finds the converter when the first photo wants one. */
  @FunctionalInterface
  interface Finder {
    Optional<Converter> find() throws IOException;
  }

  HeicToJpeg(BoundedProcesses processes, Finder finder, int parallel) {
    this.processes = processes;
    this.finder = finder;
    this.turns = new Semaphore(parallel, true);
  }

  /**
   * Whether conversion is wanted, and there is a converter that works and may read pictures of this
   * kind.
   *
   * @throws IOException if that cannot be told now
   */
  public boolean mayRead(PictureFormat format) throws IOException {
    return converter().filter(one -> one.mayRead(format)).isPresent();
  }

  private Optional<Converter> converter() throws IOException {
    Optional<Converter> known = found;
    return known == null ? find() : known;
  }

  private synchronized Optional<Converter> find() throws IOException {
    if (found == null) {
      found = finder.find();
    }
    return found;
  }

  /**
   * Makes a JPEG whose pixels are upright, and that keeps what the converter keeps of EXIF.
   *
   * @param heic any file; it stays as it is
   * @param format of the file
   * @param folder an empty one
   * @return a file in the folder
   * @throws NotConverted if this photo cannot be converted
   * @throws IOException if it cannot be done now, such as while SiteDrop stops
   */
  public Path convert(Path heic, PictureFormat format, Path folder)
      throws NotConverted, IOException {
    if (Files.size(heic) > LARGEST) {
      throw new NotConverted("it is larger than " + LARGEST / 1_000_000 + " MB");
    }
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a photo waited to be converted");
    }
    try {
      return converter().orElseThrow().convert(heic, format, folder);
    } finally {
      turns.release();
    }
  }

  /** Ends what runs; those who wait for it are told that SiteDrop stops. */
  @Override
  public void close() {
    processes.close();
  }
}
