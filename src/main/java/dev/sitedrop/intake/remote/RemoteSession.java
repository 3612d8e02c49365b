package dev.sitedrop.intake.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The few operations that we need of a server, over one login. Paths are absolute. Several threads
 * may use it. What the server answers comes as {@link java.nio.file.NoSuchFileException}, {@link
 * java.nio.file.AccessDeniedException}, {@link java.nio.file.FileAlreadyExistsException} or another
 * {@link java.nio.file.FileSystemException}; any other IOException means that there was no answer.
 */
interface RemoteSession {

  /**
   * @param name as the server says it: any text
   */
  record Entry(String name, RemoteAttributes attributes) {}

  /** The folder that relative paths begin at, as an absolute path. */
  String home() throws IOException;

  /** All entries of a folder but itself and its parent. */
  List<Entry> list(String folder) throws IOException;

  RemoteAttributes look(String path) throws IOException;

  /** The bytes from the offset on. */
  InputStream open(String path, long offset) throws IOException;

  /**
   * Fills as much of the buffer as there is.
   *
   * @return the number of bytes; -1 at the end of the file
   */
  int read(String path, long offset, ByteBuffer into) throws IOException;

  /** Creates or replaces a small file. */
  void write(String path, byte[] content) throws IOException;

  /** What lies at the new place already may be replaced or not: look first. */
  void rename(String from, String to) throws IOException;

  void makeFolder(String path) throws IOException;

  void deleteFile(String path) throws IOException;

  void deleteFolder(String path) throws IOException;

  boolean isOpen();

  void close();
}
