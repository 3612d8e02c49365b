package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.remote.RemoteFileSystem.Question;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link java.nio.file.Files} does with the files of a server: what the machinery of folders
 * needs, and no more. It never follows a link.
 */
final class RemoteProvider extends FileSystemProvider {

  private static <T> T ask(Path path, Question<T> question) throws IOException {
    return ((RemotePath) path).getFileSystem().ask(question);
  }

  private static void tell(Path path, Command command) throws IOException {
    ask(
        path,
        session -> {
          command.tell(session);
          return null;
        });
  }

  private interface Command {
    void tell(RemoteSession session) throws IOException;
  }

  @Override
  public String getScheme() {
    return "remote";
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return new RemoteListing((RemotePath) folder, filter);
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    return new ResumingStream((RemotePath) path);
  }

  /** For reading a few places of a file. */
  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return new RemoteChannel((RemotePath) path);
  }

  /** For the small files that tell people something; they are written when closed. */
  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) {
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        tell(path, session -> session.write(path.toString(), toByteArray()));
      }
    };
  }

  /** Some servers say no more than "failure" of a folder that is there. */
  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    try {
      tell(folder, session -> session.makeFolder(folder.toString()));
    } catch (NoSuchFileException noParent) {
      throw noParent;
    } catch (java.nio.file.FileSystemException e) {
      if (isThere(folder)) {
        throw new FileAlreadyExistsException(folder.toString());
      }
      throw e;
    }
  }

  private boolean isThere(Path path) throws IOException {
    try {
      ask(path, session -> session.look(path.toString()));
      return true;
    } catch (NoSuchFileException no) {
      return false;
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    boolean isFolder = ask(path, session -> session.look(path.toString())).isDirectory();
    tell(
        path,
        session -> {
          if (isFolder) {
            session.deleteFolder(path.toString());
          } else {
            session.deleteFile(path.toString());
          }
        });
  }

  /** A rename; servers do not agree on what becomes of a file that is at the new place already. */
  @Override
  public void move(Path from, Path to, CopyOption... options) throws IOException {
    if (isThere(to)) {
      if (!isThere(from)) {
        throw new NoSuchFileException(from.toString());
      }
      if (!List.of(options).contains(StandardCopyOption.REPLACE_EXISTING)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      delete(to);
    }
    tell(from, session -> session.rename(from.toString(), to.toString()));
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return type.cast(ask(path, session -> session.look(path.toString())));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    ask(path, session -> session.look(path.toString()));
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.equals(other);
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }
}
