package dev.sitedrop.power;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells a {@link Disk} what is done to it. A whole process gets one by {@link #options}: whatever
 * it does with paths, its database included, is then done here.
 */
public final class DiskProvider extends FileSystemProvider {
  private static final String ROOT = "power.root";

  /** Does what it is told by the real file system. */
  interface Work<T> {
    T run() throws IOException;
  }

  private final FileSystemProvider real;
  private final Disk disk;
  private final Path root;
  private DiskFileSystem fileSystem;

  /** Called by the JVM. */
  public DiskProvider(FileSystemProvider real) throws IOException {
    FileSystem machine = real.getFileSystem(URI.create("file:///"));
    Path folder = machine.getPath(System.getProperty(ROOT));
    Path kept = folder.resolveSibling(folder.getFileName() + ".kept-" + System.nanoTime());
    Disk made = new Disk(folder, kept, machine);
    this.real = real;
    this.disk = made;
    this.root = folder;
    this.fileSystem = made.fileSystem();
  }

  DiskProvider(FileSystemProvider real, Disk disk, Path root) {
    this.real = real;
    this.disk = disk;
    this.root = root;
  }

  /** The JVM's options that put a folder of a process on a disk of its own. */
  public static List<String> options(Path folder) {
    return List.of(
        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + DiskProvider.class.getName(),
        "-D" + ROOT + "=" + folder.toAbsolutePath());
  }

  void isOf(DiskFileSystem mine) {
    fileSystem = mine;
  }

  Disk disk() {
    return disk;
  }

  private boolean isOnDisk(Path plain) {
    return plain.toAbsolutePath().normalize().startsWith(root);
  }

  private Path wrapped(Path plain) {
    return DiskPath.on(fileSystem, plain);
  }

  @Override
  public String getScheme() {
    return real.getScheme();
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
    return real.newFileSystem(uri, environment);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    return wrapped(real.getPath(uri));
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return real.newInputStream(DiskPath.real(path), options);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path plain = DiskPath.real(path);
    if (!isOnDisk(plain)) {
      return real.newFileChannel(plain, options, attributes);
    }
    Set<OpenOption> asked = new HashSet<>(options);
    boolean appends = asked.remove(StandardOpenOption.APPEND);
    if (appends) {
      asked.add(StandardOpenOption.WRITE);
    }
    boolean empties =
        asked.remove(StandardOpenOption.TRUNCATE_EXISTING)
            && asked.contains(StandardOpenOption.WRITE);
    DiskChannel opened =
        disk.open(
            plain,
            asked.contains(StandardOpenOption.WRITE),
            appends,
            () -> real.newFileChannel(plain, asked, attributes));
    if (empties) {
      opened.truncate(0);
    }
    return opened;
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> found =
        real.newDirectoryStream(DiskPath.real(folder), path -> filter.accept(wrapped(path)));
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        Iterator<Path> paths = found.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return paths.hasNext();
          }

          @Override
          public Path next() {
            return wrapped(paths.next());
          }
        };
      }

      @Override
      public void close() throws IOException {
        found.close();
      }
    };
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    Path plain = DiskPath.real(path);
    Work<Void> work =
        () -> {
          real.createDirectory(plain, attributes);
          return null;
        };
    if (isOnDisk(plain)) {
      disk.create(plain, work);
    } else {
      work.run();
    }
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    real.createSymbolicLink(DiskPath.real(link), DiskPath.real(target), attributes);
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    real.createLink(DiskPath.real(link), DiskPath.real(existing));
  }

  @Override
  public void delete(Path path) throws IOException {
    Path plain = DiskPath.real(path);
    Work<Void> work =
        () -> {
          real.delete(plain);
          return null;
        };
    if (isOnDisk(plain) && Files.exists(plain, LinkOption.NOFOLLOW_LINKS)) {
      disk.delete(plain, work);
    } else {
      work.run();
    }
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    if (Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
      deleteIfExists(target);
    }
    if (Files.isDirectory(source)) {
      createDirectory(target);
      return;
    }
    try (InputStream in = newInputStream(source);
        OutputStream out =
            newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      in.transferTo(out);
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    Path from = DiskPath.real(source);
    Path to = DiskPath.real(target);
    Work<Void> work =
        () -> {
          real.move(from, to, options);
          return null;
        };
    if (isOnDisk(from) && isOnDisk(to) && Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      disk.move(from, to, work);
    } else {
      work.run();
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return real.isSameFile(DiskPath.real(one), DiskPath.real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(DiskPath.real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(DiskPath.real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(DiskPath.real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(DiskPath.real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(DiskPath.real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return real.readAttributes(DiskPath.real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(DiskPath.real(path), attribute, value, options);
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return wrapped(real.readSymbolicLink(DiskPath.real(link)));
  }
}
