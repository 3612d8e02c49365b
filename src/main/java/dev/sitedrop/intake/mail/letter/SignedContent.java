package dev.sitedrop.intake.mail.letter;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.InflaterInputStream;

/**
 * Finds the mail within a {@code smime.p7m} (CMS, RFC 5652): what is signed is not sealed. Nobody
 * looks at the signature: who may send is decided by other means.
 */
final class SignedContent {
  private static final String SIGNED = "2a864886f70d010702";
  private static final String COMPRESSED = "2a864886f70d0109100109";
  private static final int SEQUENCE = 0x30;
  private static final int CONTEXT = 0xA0;
  private static final int OCTETS = 0x04;
  private static final int PIECES_OF_OCTETS = 0x24;
  private static final int MOST_LEVELS = 50;

  private SignedContent() {}

  /** What such a file is. */
  enum Kind {
    /** It has a mail within. */
    OPEN,
    /** It belongs to something else: a signature, or certificates. */
    BESIDE,
    SEALED
  }

  /**
   * @param content what is within; null unless it is open
   */
  record Found(Kind kind, InputStream content) {}

  /**
   * @return with content to be closed
   * @throws IOException if it is none
   */
  static Found open(Path file) throws IOException {
    Der in = new Der(new BufferedInputStream(Files.newInputStream(file), 65536));
    try {
      in.enter(SEQUENCE);
      String type = in.objectIdentifier();
      if (!type.equals(SIGNED) && !type.equals(COMPRESSED)) {
        in.close();
        return new Found(Kind.SEALED, null);
      }
      in.enter(CONTEXT);
      in.enter(SEQUENCE);
      in.skip(); // the version
      in.skip(); // the algorithms
      long end = in.enter(SEQUENCE);
      in.objectIdentifier();
      if (end == in.position() || in.peek() != CONTEXT) {
        in.close();
        return new Found(Kind.BESIDE, null);
      }
      in.enter(CONTEXT);
      InputStream octets = new Octets(in);
      return new Found(
          Kind.OPEN, type.equals(COMPRESSED) ? new InflaterInputStream(octets) : octets);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e instanceof IOException io ? io : new IOException(e);
    }
  }

  /** Elements of BER: the definite lengths of DER, and indefinite ones. */
  private static final class Der {
    private final InputStream in;
    private long position;

    Der(InputStream in) {
      this.in = in;
    }

    long position() {
      return position;
    }

    int peek() throws IOException {
      in.mark(1);
      int next = in.read();
      in.reset();
      return next;
    }

    int next() throws IOException {
      int read = in.read();
      if (read < 0) {
        throw new EOFException();
      }
      position++;
      return read;
    }

    /**
     * @return its length; -1 if it is indefinite
     */
    long length() throws IOException {
      int first = next();
      if (first < 0x80) {
        return first;
      } else if (first == 0x80) {
        return -1;
      }
      long length = 0;
      for (int i = first & 0x7F; i > 0; i--) {
        length = length << 8 | next();
      }
      if ((first & 0x7F) > 6 || length < 0) {
        throw new IOException("a length that cannot be");
      }
      return length;
    }

    /**
     * @return where it ends; -1 if nobody knows yet
     */
    long enter(int tag) throws IOException {
      if (next() != tag) {
        throw new IOException("not what was expected");
      }
      long length = length();
      return length < 0 ? -1 : position + length;
    }

    String objectIdentifier() throws IOException {
      if (next() != 0x06) {
        throw new IOException("no object identifier");
      }
      int length = (int) Math.min(64, length());
      byte[] value = in.readNBytes(length);
      if (value.length < length) {
        throw new EOFException();
      }
      position += value.length;
      return HexFormat.of().formatHex(value);
    }

    void skip() throws IOException {
      skip(0);
    }

    private boolean skip(int level) throws IOException {
      if (level > MOST_LEVELS) {
        throw new IOException("nested too deep");
      }
      int tag = next();
      long length = length();
      if (length >= 0) {
        in.skipNBytes(length);
        position += length;
        return tag != 0;
      }
      while (skip(level + 1)) {
        // until its end is reached
      }
      return true;
    }

    void close() throws IOException {
      in.close();
    }
  }

  /** A string of octets, in one piece or in many. */
  private static final class Octets extends InputStream {
    private final Der in;
    private final boolean inPieces;
    private final long end;
    private long left;
    private boolean isOver;

    Octets(Der in) throws IOException {
      this.in = in;
      int tag = in.next();
      long length = in.length();
      this.inPieces = tag == PIECES_OF_OCTETS;
      if (!inPieces && (tag != OCTETS || length < 0)) {
        throw new IOException("no octets");
      }
      this.left = inPieces ? 0 : length;
      this.end = length < 0 ? -1 : in.position() + length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      while (left == 0) {
        if (isOver || !inPieces || in.position() == end) {
          return -1;
        }
        int tag = in.next();
        long length = in.length();
        if (tag == 0) {
          isOver = true;
          return -1;
        }
        if (tag != OCTETS || length < 0) {
          throw new IOException("no octets");
        }
        left = length;
      }
      int read = in.in.read(into, from, (int) Math.min(most, left));
      if (read < 0) {
        throw new EOFException();
      }
      in.position += read;
      left -= read;
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
