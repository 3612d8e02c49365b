package dev.sitedrop.intake.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** A file's bytes, of which some places are read. */
abstract class Bytes {
  private static final int WINDOW = 64 * 1024;

  private final long size;
  private byte[] window = new byte[0];
  private long windowAt;

  Bytes(long size) {
    this.size = size;
  }

  /** Opens the bytes anew. */
  interface Opener {
    InputStream open() throws IOException;
  }

  static Bytes of(SeekableByteChannel channel) throws IOException {
    return new Bytes(channel.size()) {
      @Override
      byte[] load(long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(at);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
          // until it is full or the file ends
        }
        byte[] all = new byte[buffer.flip().remaining()];
        buffer.get(all);
        return all;
      }
    };
  }

  /** Of a stream that can only go on: it is opened for each place, and skips what lies before. */
  static Bytes of(Opener opener, long size) {
    return new Bytes(size) {
      @Override
      byte[] load(long at, int length) throws IOException {
        try (InputStream in = opener.open()) {
          in.skipNBytes(at);
          return in.readNBytes(length);
        }
      }
    };
  }

  /** As many bytes as there are from there on, at most these. */
  abstract byte[] load(long at, int length) throws IOException;

  long size() {
    return size;
  }

  /** As many bytes as there are from there on, at most these, big-endian. */
  ByteBuffer at(long at, int length) throws IOException {
    if (at < 0 || at >= size) {
      return ByteBuffer.allocate(0);
    }
    return ByteBuffer.wrap(load(at, (int) Math.min(length, size - at)));
  }

  ByteBuffer at(long at, int length, ByteOrder order) throws IOException {
    return at(at, length).order(order);
  }

  String text(long at, int length) throws IOException {
    return StandardCharsets.ISO_8859_1.decode(at(at, length)).toString();
  }

  /** One byte of many that are read one after the other; -1 behind the end. */
  int next(long at) throws IOException {
    if (at < windowAt || at >= windowAt + window.length) {
      if (at < 0 || at >= size) {
        return -1;
      }
      window = load(at, (int) Math.min(WINDOW, size - at));
      windowAt = at;
      if (window.length == 0) {
        return -1;
      }
    }
    return window[(int) (at - windowAt)] & 0xFF;
  }

  /** Two such bytes, big-endian; -1 if they are not there. */
  int nextShort(long at) throws IOException {
    int high = next(at);
    int low = next(at + 1);
    return high < 0 || low < 0 ? -1 : high << 8 | low;
  }
}
