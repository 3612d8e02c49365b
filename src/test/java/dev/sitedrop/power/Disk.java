package dev.sitedrop.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * A disk whose power can be cut. What is done by its paths is done at once, as everybody sees; but
 * what is written into a file stays after a cut only if the file was forced since, and a name that
 * came or went only if its folder was. What remains of the rest is for the {@link Cut} to say: no
 * system promises more, though many keep more.
 */
public final class Disk {
  /** What of all that was not forced is there after the cut. */
  public enum Cut {
    /** Nothing. */
    KEEPS_NOTHING,
    /** What came and went in the folders, but nothing of what was written into files. */
    KEEPS_NAMES,
    /** What was written into files, but nothing of what came and went in the folders. */
    KEEPS_BYTES,
    /** Each change or not, by chance. */
    KEEPS_SOME
  }

  /** What was changed in a file since it was forced. */
  record Change(long position, byte[] before, byte[] after, long sizeBefore, long size) {}

  record File(Path link, List<Change> changes) {}

  private interface Undo {
    void run() throws IOException;
  }

  /** What came or went in these folders since they were forced. */
  private record Name(Set<Object> folders, Undo undo) {}

  private final Path kept;
  private final Map<Object, File> files = new LinkedHashMap<>();
  private final List<Name> names = new ArrayList<>();

  /** Where the folders are in which something came or went: they may be renamed themselves. */
  private final Map<Object, Path> folders = new HashMap<>();

  private final DiskFileSystem fileSystem;
  private boolean isOff;

  /**
   * @param root what is below is on this disk
   * @param kept a folder beside it, on the same file system, for what may have to come back
   */
  public Disk(Path root, Path kept) throws IOException {
    this(root, kept, FileSystems.getDefault());
  }

  Disk(Path root, Path kept, java.nio.file.FileSystem real) throws IOException {
    Files.createDirectories(root);
    this.kept = Files.createDirectories(kept);
    this.fileSystem =
        new DiskFileSystem(real, new DiskProvider(real.provider(), this, root.toAbsolutePath()));
  }

  DiskFileSystem fileSystem() {
    return fileSystem;
  }

  /** The same path, on this disk. */
  public Path path(Path real) {
    return DiskPath.on(fileSystem, real);
  }

  private static Object key(Path path) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return found.fileKey() == null ? path.toRealPath() : found.fileKey();
  }

  private void checkPower() throws IOException {
    if (isOff) {
      throw new IOException("The power is cut");
    }
  }

  /** A link keeps a file in reach whatever becomes of its names. */
  private File file(Path path) throws IOException {
    Object key = key(path);
    File known = files.get(key);
    if (known == null) {
      Path link = Files.createLink(kept.resolve("file-" + files.size()), path);
      known = new File(link, new ArrayList<>());
      files.put(key, known);
    }
    return known;
  }

  /** Opens a file, or a folder to force it. */
  synchronized DiskChannel open(
      Path path, boolean toWrite, boolean appends, DiskProvider.Work<FileChannel> work)
      throws IOException {
    FileChannel real = create(path, work);
    return new DiskChannel(this, key(path), toWrite ? file(path) : null, real, appends);
  }

  synchronized int write(File file, FileChannel real, ByteBuffer bytes, long position)
      throws IOException {
    checkPower();
    byte[] after = new byte[bytes.remaining()];
    bytes.get(after);
    long size = real.size();
    byte[] before = read(file, position, Math.min(position + after.length, size));
    file.changes()
        .add(new Change(position, before, after, size, Math.max(size, position + after.length)));
    ByteBuffer toWrite = ByteBuffer.wrap(after);
    while (toWrite.hasRemaining()) {
      real.write(toWrite, position + toWrite.position());
    }
    return after.length;
  }

  synchronized void truncate(File file, FileChannel real, long size) throws IOException {
    checkPower();
    long sizeBefore = real.size();
    if (size < sizeBefore) {
      byte[] before = read(file, size, sizeBefore);
      file.changes().add(new Change(size, before, new byte[0], sizeBefore, size));
      real.truncate(size);
    }
  }

  private static byte[] read(File file, long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, to - from));
    try (FileChannel channel = FileChannel.open(file.link(), StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
        // until all of it is there
      }
    }
    return bytes.array();
  }

  /** A file or a folder is forced. */
  synchronized void force(Object key) throws IOException {
    checkPower();
    File file = files.get(key);
    if (file != null) {
      file.changes().clear();
    }
    names.removeIf(name -> name.folders().contains(key));
  }

  /** A name in a folder, wherever that is by now. */
  private record Place(Object folder, Path name) {}

  private Place place(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    Object folder = key(parent);
    folders.put(folder, parent);
    return new Place(folder, path.getFileName());
  }

  private Path path(Place place) {
    return folders.get(place.folder()).resolve(place.name());
  }

  private void moved(Path from, Path to) {
    folders.replaceAll(
        (key, at) -> at.startsWith(from) ? to.resolve(from.relativize(at)).normalize() : at);
  }

  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isStill(Path path, Object key) throws IOException {
    return isThere(path) && key(path).equals(key);
  }

  /** Does what makes a file or a folder. */
  synchronized <T> T create(Path path, DiskProvider.Work<T> work) throws IOException {
    checkPower();
    boolean wasThere = isThere(path);
    T done = work.run();
    if (!wasThere) {
      Object key = key(path);
      Place place = place(path);
      names.add(
          new Name(
              Set.of(place.folder()),
              () -> {
                if (isStill(path(place), key)) {
                  FileSystemUtils.deleteRecursively(path(place));
                }
              }));
    }
    return done;
  }

  synchronized void delete(Path path, DiskProvider.Work<Void> work) throws IOException {
    checkPower();
    Place place = place(path);
    Undo undo = comingBack(path, place);
    work.run();
    names.add(new Name(Set.of(place.folder()), undo));
  }

  /** What brings back what lies there now; there is no more of a folder than that it is one. */
  private Undo comingBack(Path path, Place place) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (found.isRegularFile()) {
      Path link = file(path).link();
      return () -> {
        if (Files.isDirectory(path(place).getParent()) && !isThere(path(place))) {
          Files.createLink(path(place), link);
        }
      };
    }
    return found.isDirectory()
        ? () -> {
          if (Files.isDirectory(path(place).getParent()) && !isThere(path(place))) {
            folders.put(key(Files.createDirectory(path(place))), path(place));
          }
        }
        : () -> {};
  }

  /** A rename is done as a whole, or not at all: every file system with a journal does that. */
  synchronized void move(Path from, Path to, DiskProvider.Work<Void> work) throws IOException {
    checkPower();
    Object key = key(from);
    Place before = place(from);
    Place after = place(to);
    Undo replaced = isThere(to) ? comingBack(to, after) : () -> {};
    work.run();
    moved(from.toAbsolutePath(), to.toAbsolutePath());
    Set<Object> both = new HashSet<>(List.of(before.folder(), after.folder()));
    names.add(
        new Name(
            both,
            () -> {
              Path source = path(before);
              Path target = path(after);
              if (isStill(target, key)
                  && !isThere(source)
                  && Files.isDirectory(source.getParent())) {
                Files.move(target, source);
                moved(target, source);
                replaced.run();
              }
            }));
  }

  /** Cuts the power: nothing can be written any more, and the disk is as it will be found. */
  public synchronized void cut(Cut how, Random random) throws IOException {
    isOff = true;
    for (File file : files.values()) {
      byte[] left = after(file, how, random);
      Files.write(file.link(), left, StandardOpenOption.TRUNCATE_EXISTING);
    }
    List<Name> latestFirst = new ArrayList<>(names);
    Collections.reverse(latestFirst);
    for (Name name : latestFirst) {
      if (how == Cut.KEEPS_NAMES || how == Cut.KEEPS_SOME && random.nextBoolean()) {
        continue;
      }
      name.undo().run();
    }
  }

  /** What would be in a file after a cut at this moment; the power stays on. */
  public synchronized byte[] after(Path path, Cut how, Random random) throws IOException {
    return after(file(path), how, random);
  }

  private static byte[] after(File file, Cut how, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file.link());
    if (how == Cut.KEEPS_BYTES) {
      return bytes;
    }
    List<Change> changes = file.changes();
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      bytes = Arrays.copyOf(bytes, Math.toIntExact(change.sizeBefore()));
      System.arraycopy(change.before(), 0, bytes, (int) change.position(), change.before().length);
    }
    for (Change change : changes) {
      if (how == Cut.KEEPS_SOME && random.nextBoolean()) {
        bytes = redone(bytes, change);
      }
    }
    return bytes;
  }

  private static byte[] redone(byte[] bytes, Change change) {
    boolean isCutShort = change.size() < change.sizeBefore();
    byte[] done =
        isCutShort
            ? Arrays.copyOf(bytes, (int) Math.min(bytes.length, change.size()))
            : Arrays.copyOf(
                bytes, (int) Math.max(bytes.length, change.position() + change.after().length));
    System.arraycopy(change.after(), 0, done, (int) change.position(), change.after().length);
    return done;
  }

  /** The disk of a process that was started with {@link DiskProvider#options}; null elsewhere. */
  public static Disk ofThisProcess() {
    return FileSystems.getDefault() instanceof DiskFileSystem mine ? mine.disk() : null;
  }
}
