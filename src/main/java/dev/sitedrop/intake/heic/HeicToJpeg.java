package dev.sitedrop.intake.heic;

import dev.sitedrop.claim.Spool;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Makes JPEGs of HEIC photos by a program that is installed beside SiteDrop, a few at a time. */
@Component
public class HeicToJpeg {
  /** In bytes: no camera makes larger ones. */
  private static final long LARGEST = 250_000_000;

  /** In bytes: a copy of the photo, and several JPEGs, which are larger than it. */
  private static final long MOST_DISK = 4 * LARGEST;

  private final BoundedProcesses processes;
  private final Optional<Converter> converter;
  private final Semaphore turns;

  HeicToJpeg(HeicSettings settings, Spool spool) throws IOException {
    this.processes =
        new BoundedProcesses(settings.heicTimeLimit(), settings.heicMemory().toBytes(), MOST_DISK);
    this.converter =
        settings.heic() == HeicFormat.JPEG
            ? new ConverterChoice(spool, processes).find(settings.heicConverter())
            : Optional.empty();
    this.turns = new Semaphore(settings.heicParallel(), true);
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

  @PreDestroy
  void stop() {
    processes.close();
  }
}
