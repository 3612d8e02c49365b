package dev.sitedrop.claim;

import dev.sitedrop.disk.SyncedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A spool in a folder, which may be on a file system of several machines. Until a ticket is given
 * out nobody knows its key, so a half-written file needs no name of its own: the sweep removes it.
 */
final class DirectorySpool implements Spool {
  private final Path folder;
  private final SpoolSettings settings;
  private final ScratchSpace scratch;
  private final SpoolMark mark;
  private final HashedCopy copy;
  private final Executor helpers;

  /** The folders in it that a power cut does not take away. */
  private final Set<Path> synced = ConcurrentHashMap.newKeySet();

  DirectorySpool(Path folder, SpoolSettings settings, ScratchSpace scratch, Executor helpers)
      throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    this.settings = settings;
    this.scratch = scratch;
    SyncedFolder.create(this.folder);
    this.mark = SpoolMark.of(this.folder);
    this.copy = new HashedCopy(helpers);
    this.helpers = helpers;
  }

  @Override
  public String id() {
    return mark.id();
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public boolean isInABucket() {
    return false;
  }

  @Override
  public SegmentPlan plan(long fileSize) {
    return SegmentPlan.of(fileSize, settings);
  }

  @Override
  public ClaimCheck checkIn(InputStream bytes, long expectedSize, SegmentPlan plan)
      throws IOException {
    mark.check();
    String key = UUID.randomUUID().toString();
    Path file = file(key);
    makeFolder(file.getParent());
    try (FileChannel out =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        WriteBehind writing = new WriteBehind(out, helpers)) {
      ClaimCheck ticket = copy.copy(bytes, expectedSize, plan, key, writing::write);
      writing.finish();
      SyncedFolder.sync(file.getParent());
      return ticket;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Another copy may have made it just now, so that it is there is not enough. */
  private void makeFolder(Path within) throws IOException {
    if (!synced.contains(within) || !Files.isDirectory(within)) {
      Files.createDirectories(within);
      SyncedFolder.sync(folder);
      synced.add(within);
    }
  }

  /** Where the bytes of a ticket lie; that they are there is not checked. */
  Path file(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key);
  }

  @Override
  public long size(String key) throws IOException {
    try {
      return Files.size(file(key));
    } catch (NoSuchFileException missing) {
      mark.checkBeside(missing);
      throw missing;
    }
  }

  @Override
  public InputStream open(String key, long offset, long length) throws IOException {
    try {
      FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ);
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (NoSuchFileException missing) {
      mark.checkBeside(missing);
      throw missing;
    }
  }

  @Override
  public boolean isIntact(String key, long size, String sha256) throws IOException {
    if (size(key) != size) {
      return false;
    }
    try (InputStream in = open(key, 0, size)) {
      return HashedCopy.matches(in, sha256);
    }
  }

  @Override
  public void release(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Scratch openScratch() throws IOException {
    return scratch.open();
  }

  @Override
  public Path fileOf(String key, Scratch unused) {
    return file(key);
  }

  @Override
  public void sweep(Instant before, Predicate<String> isNeeded) throws IOException {
    scratch.sweep(before);
    mark.check();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(
            folder, path -> Files.isDirectory(path) && !Scratch.is(path) && !SpoolMark.is(path))) {
      for (Path one : folders) {
        sweepFiles(one, before, isNeeded);
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

  @Override
  public void check() throws IOException {
    mark.check();
  }
}
