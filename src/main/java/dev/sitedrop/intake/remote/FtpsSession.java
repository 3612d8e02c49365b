package dev.sitedrop.intake.remote;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;

/**
 * FTPS by a few logins, for each does one thing at a time. FTP has one answer for whatever goes
 * wrong with a file; which it was is asked afterwards.
 */
final class FtpsSession implements RemoteSession {
  private static final int QUESTIONS = 2;

  private final FtpsLogins logins;
  private final Semaphore questions = new Semaphore(QUESTIONS);
  private final Semaphore streams;

  /**
   * @param streams how many files are read at a time
   */
  FtpsSession(FtpsLogin login, int streams) throws IOException {
    this.streams = new Semaphore(streams);
    this.logins = new FtpsLogins(login);
  }

  private interface Question<T> {
    T ask(FtpsConnection connection) throws IOException;
  }

  private <T> T ask(String path, Question<T> question) throws IOException {
    plain(path);
    enter(questions);
    try {
      FtpsConnection connection = logins.take();
      try {
        T answer = question.ask(connection);
        logins.giveBack(connection);
        return answer;
      } catch (FileSystemException answer) {
        logins.giveBack(connection);
        throw answer;
      } catch (IOException | RuntimeException e) {
        throw logins.lost(connection, e);
      }
    } finally {
      questions.release();
    }
  }

  /** FTP's commands are lines: a name with a line's end in it would be a second command. */
  private static void plain(String path) throws FileSystemException {
    if (path.indexOf('\r') >= 0 || path.indexOf('\n') >= 0 || path.indexOf('\0') >= 0) {
      throw new FileSystemException(path, null, "FTP cannot say this name");
    }
  }

  private static void enter(Semaphore places) throws InterruptedIOException {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("SiteDrop is stopping");
    }
  }

  private interface Command {
    boolean tell(FtpsConnection connection) throws IOException;
  }

  /**
   * @param needed what must be there for the command to succeed
   */
  private void tell(String path, String needed, Command command) throws IOException {
    ask(
        path,
        connection -> {
          if (!command.tell(connection)) {
            throw refused(connection, path, needed);
          }
          return null;
        });
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }

  private static FileSystemException refused(FtpsConnection connection, String path, String needed)
      throws IOException {
    String answer = connection.getReplyString();
    int code = connection.getReplyCode();
    if (code == FTPReply.FILE_UNAVAILABLE || code == FTPReply.FILE_NAME_NOT_ALLOWED) {
      return connection.mlistFile(needed) == null
          ? new NoSuchFileException(path)
          : new AccessDeniedException(path);
    }
    return new FileSystemException(path, null, answer == null ? "no answer" : answer.strip());
  }

  @Override
  public String home() throws IOException {
    return ask(".", FtpsConnection::printWorkingDirectory);
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    return ask(
        folder,
        connection -> {
          FTPFile[] files = connection.mlistDir(folder);
          if (!FTPReply.isPositiveCompletion(connection.getReplyCode())) {
            throw connection.mlistFile(folder) == null
                ? new NoSuchFileException(folder)
                : new AccessDeniedException(folder);
          }
          List<Entry> entries = new ArrayList<>();
          for (FTPFile file : files) {
            if (file != null && !file.getName().equals(".") && !file.getName().equals("..")) {
              entries.add(new Entry(file.getName(), attributes(file)));
            }
          }
          return entries;
        });
  }

  @Override
  public RemoteAttributes look(String path) throws IOException {
    return ask(
        path,
        connection -> {
          FTPFile file = connection.mlistFile(path);
          if (file == null) {
            throw new NoSuchFileException(path);
          }
          return attributes(file);
        });
  }

  private static RemoteAttributes attributes(FTPFile file) {
    RemoteAttributes.Kind kind =
        switch (file.getType()) {
          case FTPFile.FILE_TYPE -> RemoteAttributes.Kind.FILE;
          case FTPFile.DIRECTORY_TYPE -> RemoteAttributes.Kind.FOLDER;
          case FTPFile.SYMBOLIC_LINK_TYPE -> RemoteAttributes.Kind.LINK;
          default -> RemoteAttributes.Kind.OTHER;
        };
    long modified = file.getTimestamp() == null ? 0 : file.getTimestamp().getTimeInMillis();
    return new RemoteAttributes(kind, file.getSize(), FileTime.fromMillis(modified));
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    plain(path);
    enter(streams);
    try {
      return new Bytes(path, offset);
    } catch (IOException | RuntimeException e) {
      streams.release();
      throw e;
    }
  }

  /** The server says at the end whether it was the end: a line that breaks looks the same. */
  private final class Bytes extends FilterInputStream {
    private final String path;
    private FtpsConnection connection;
    private boolean atEnd;

    Bytes(String path, long offset) throws IOException {
      super(null);
      this.path = path;
      this.connection = logins.take();
      try {
        connection.setRestartOffset(offset);
        in = connection.retrieveFileStream(path);
        if (in == null) {
          FileSystemException refused = refused(connection, path, path);
          logins.giveBack(connection);
          throw refused;
        }
      } catch (FileSystemException answer) {
        throw answer;
      } catch (IOException e) {
        throw logins.lost(connection, e);
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (atEnd) {
        return -1;
      }
      try {
        int read = super.read(into, offset, length);
        if (read < 0) {
          in.close();
          if (!connection.completePendingCommand()) {
            throw new IOException(path + " came only in part");
          }
          atEnd = true;
        }
        return read;
      } catch (IOException e) {
        throw logins.lost(connection, e);
      }
    }

    @Override
    public void close() {
      if (connection == null) {
        return;
      }
      if (atEnd) {
        logins.giveBack(connection);
      } else {
        connection.end();
      }
      connection = null;
      streams.release();
    }
  }

  /** Costs a login, unless the buffer reaches to the end of the file. */
  @Override
  public int read(String path, long offset, ByteBuffer into) throws IOException {
    try (InputStream bytes = open(path, offset)) {
      byte[] read = bytes.readNBytes(into.remaining());
      bytes.read();
      into.put(read);
      return read.length == 0 ? -1 : read.length;
    }
  }

  @Override
  public void write(String path, byte[] content) throws IOException {
    tell(
        path,
        parent(path),
        connection -> connection.storeFile(path, new ByteArrayInputStream(content)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    plain(to);
    tell(from, from, connection -> connection.rename(from, to));
  }

  @Override
  public void makeFolder(String path) throws IOException {
    tell(path, parent(path), connection -> connection.makeDirectory(path));
  }

  @Override
  public void deleteFile(String path) throws IOException {
    tell(path, path, connection -> connection.deleteFile(path));
  }

  @Override
  public void deleteFolder(String path) throws IOException {
    tell(path, path, connection -> connection.removeDirectory(path));
  }

  @Override
  public boolean isOpen() {
    return logins.areOpen();
  }

  @Override
  public void close() {
    logins.end();
  }
}
