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
  private final Optional<Converter> converter;
  private final Semaphore turns;

  HeicToJpeg(BoundedProcesses processes, Optional<Converter> converter, int parallel) {
    this.processes = processes;
    this.converter = converter;
    this.turns = new Semaphore(parallel, true);
  }

  /** Whether conversion is wanted, and a converter works. */
  public boolean isReady() {
    return converter.isPresent();
  }

  /**
   * Makes a JPEG whose pixels are upright, and that keeps what the converter keeps of EXIF.
   *
   * @param heic any file; it stays as it is
   * @param folder an empty one
   * @return a file in the folder
   * @throws NotConverted if this photo cannot be converted
   * @throws IOException if it cannot be done now, such as while SiteDrop stops
   */
  public Path convert(Path heic, Path folder) throws NotConverted, IOException {
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
      return converter.orElseThrow().convert(heic, folder);
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
