package dev.sitedrop.claim;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * The claim check's store: the bytes of what was accepted, until they are delivered. They come in
 * once, hashed in the same pass, and are on the disk before the ticket is given out. Until then
 * nobody knows the key, so a half-written file needs no name of its own: the sweep removes it.
 */
@Component
public class Spool {
  private static final int BUFFER = 128 * 1024;

  private final SpoolSettings settings;
  private final ExecutorService hashers =
      Executors.newCachedThreadPool(new CustomizableThreadFactory("hashing-"));

  Spool(SpoolSettings settings) throws IOException {
    this.settings = settings;
    Files.createDirectories(settings.directory());
  }

  @PreDestroy
  void stopHashing() {
    hashers.shutdown();
  }

  /** How a file of this many bytes is cut into segments. */
  public SegmentPlan plan(long fileSize) {
    return SegmentPlan.of(fileSize, settings);
  }

  /**
   * Takes in all bytes of the stream.
   *
   * @param expectedSize in bytes, as the source listed it
   * @param plan how the bytes are cut
   * @throws SizeDiffers if the stream holds fewer or more; nothing is kept then
   */
  public ClaimCheck checkIn(InputStream bytes, long expectedSize, SegmentPlan plan)
      throws IOException {
    String key = UUID.randomUUID().toString();
    Path file = file(key);
    Files.createDirectories(file.getParent());
    try {
      return copy(bytes, expectedSize, plan, key, file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private ClaimCheck copy(
      InputStream bytes, long expectedSize, SegmentPlan plan, String key, Path to)
      throws IOException {
    SegmentDigests digests = new SegmentDigests(plan, expectedSize);
    try (FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        DigestPipeline hashing = new DigestPipeline(digests, hashers)) {
      long size = 0;
      byte[] buffer = new byte[BUFFER];
      for (int read; (read = bytes.readNBytes(buffer, 0, BUFFER)) > 0; ) {
        size += read;
        if (size > expectedSize) {
          throw new SizeDiffers(expectedSize, size);
        }
        ByteBuffer toWrite = ByteBuffer.wrap(buffer, 0, read);
        while (toWrite.hasRemaining()) {
          out.write(toWrite);
        }
        buffer = hashing.exchange(buffer, read);
      }
      if (size != expectedSize) {
        throw new SizeDiffers(expectedSize, size);
      }
      out.force(true);
    }
    return digests.finish(key);
  }

  /** Where the bytes of a ticket lie; that they are there is not checked. */
  public Path file(String key) {
    return settings.directory().resolve(key.substring(0, 2)).resolve(key);
  }

  /**
   * Whether the bytes of a ticket are still those that were taken in.
   *
   * @param size in bytes
   * @param sha256 lower-case hex
   * @throws java.nio.file.NoSuchFileException if they are gone
   */
  public boolean isIntact(String key, long size, String sha256) throws IOException {
    Path file = file(key);
    if (Files.size(file) != size) {
      return false;
    }
    MessageDigest digest = SegmentDigests.digest("SHA-256");
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read; (read = in.read(buffer)) >= 0; ) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest()).equals(sha256);
  }

  /** The bytes of this ticket are not needed any more. */
  public void release(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder on the spool's disk, for work on bytes that are not ready to be checked in. */
  public Scratch openScratch() throws IOException {
    return new Scratch(Files.createTempDirectory(settings.directory(), Scratch.PREFIX));
  }

  /**
   * Removes what a killed process left behind: half-written files, scratch folders, and bytes that
   * no delivery needs.
   *
   * @param before only files that were last written before this are looked at: later ones are being
   *     taken in
   * @param isNeeded whether the bytes of a key are still needed
   */
  public void sweep(Instant before, Predicate<String> isNeeded) throws IOException {
    Scratch.sweep(settings.directory(), before);
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(settings.directory(), path -> !Scratch.is(path))) {
      for (Path folder : folders) {
        sweepFiles(folder, before, isNeeded);
      }
    }
  }

  private static void sweepFiles(Path folder, Instant before, Predicate<String> isNeeded)
      throws IOException {
    try (Stream<Path> files =
        Files.find(
            folder,
            1,
            (path, a) -> a.isRegularFile() && a.lastModifiedTime().toInstant().isBefore(before))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (!isNeeded.test(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
