package dev.sitedrop.intake.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads a few places of a file; nothing stays open on the server in between. */
final class RemoteChannel implements SeekableByteChannel {
  private final RemotePath path;
  private final long size;
  private long position;
  private boolean open = true;

  RemoteChannel(RemotePath path) throws IOException {
    this.path = path;
    this.size = path.getFileSystem().ask(session -> session.look(path.toString())).size();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= size) {
      return -1;
    }
    int read = path.getFileSystem().ask(session -> session.read(path.toString(), position, into));
    position += Math.max(0, read);
    return read;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long position) {
    this.position = position;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
