package dev.sitedrop.power;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file, or folder, of a {@link Disk}. */
final class DiskChannel extends FileChannel {
  private static final int BUFFER = 64 * 1024;

  private final Disk disk;
  private final Object key;
  private final Disk.File file;
  private final FileChannel real;
  private final boolean appends;

  /**
   * @param file null if it is not opened to be written
   */
  DiskChannel(Disk disk, Object key, Disk.File file, FileChannel real, boolean appends) {
    this.disk = disk;
    this.key = key;
    this.file = file;
    this.real = real;
    this.appends = appends;
  }

  private Disk.File writable() {
    if (file == null) {
      throw new NonWritableChannelException();
    }
    return file;
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return real.read(bytes);
  }

  @Override
  public long read(ByteBuffer[] bytes, int offset, int length) throws IOException {
    return real.read(bytes, offset, length);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return real.read(bytes, position);
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    long position = appends ? real.size() : real.position();
    int written = disk.write(writable(), real, bytes, position);
    real.position(position + written);
    return written;
  }

  @Override
  public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      written += write(bytes[i]);
    }
    return written;
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    return disk.write(writable(), real, bytes, position);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    disk.truncate(writable(), real, size);
    return this;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    disk.force(key);
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
    return real.transferTo(position, count, to);
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(BUFFER, count));
    if (from.read(bytes) <= 0) {
      return 0;
    }
    return write(bytes.flip(), position);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    if (mode != MapMode.READ_ONLY) {
      throw new UnsupportedOperationException("what is written in memory would not be seen");
    }
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
