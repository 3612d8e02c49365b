package dev.sitedrop.intake.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a file is there from its start to its end, by what its format says of its size or its
 * end, and by zeros where content must be. The same for every way that files come. A few places are
 * read; something behind the end, such as the film of a motion photo, does no harm.
 *
 * @param state what is known
 * @param isDoubtful whether it looks as if it were still being written, but may be sound: it ends
 *     with zeros, or has many of them where there may be some
 * @param problem what is wrong, to be said behind the file's name; empty if nothing is
 */
public record Completeness(State state, boolean isDoubtful, String problem) {

  /** What is known of a file. */
  public enum State {
    /** Its format says where it ends, and that is there. */
    COMPLETE,
    /** It breaks off, has gaps, or holds nothing but zeros. */
    INCOMPLETE,
    /** A file of this kind does not say. */
    UNKNOWN
  }

  private static final int PROBES = 16;

  /** Each costs round trips. */
  private static final int PROBES_ON_A_SERVER = 3;

  static final Completeness COMPLETE = new Completeness(State.COMPLETE, false, "");
  static final Completeness UNKNOWN = new Completeness(State.UNKNOWN, false, "");
  static final Completeness DOUBTFUL = new Completeness(State.UNKNOWN, true, "");

  static final Completeness GAPS =
      new Completeness(
          State.INCOMPLETE,
          false,
          "is not there as a whole: zeros stand where its content must be, as when a copy or a"
              + " download has not ended. Send it again as a whole");

  private static final Completeness NOTHING =
      new Completeness(
          State.INCOMPLETE,
          false,
          "holds nothing but zeros: it has its size, but its content never arrived. Copy it again"
              + " from where it came from");

  static Completeness cutOff(String format) {
    return new Completeness(
        State.INCOMPLETE,
        false,
        "is cut off: the end of the " + format + " is lacking. Send it again whole");
  }

  /** Of a file on this machine. */
  public static Completeness of(Path file) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      return of(Bytes.of(channel), PROBES);
    }
  }

  /**
   * Of what a channel reads.
   *
   * @param near whether looking at a place costs next to nothing
   */
  public static Completeness of(SeekableByteChannel channel, boolean near) throws IOException {
    return of(Bytes.of(channel), near ? PROBES : PROBES_ON_A_SERVER);
  }

  /** Opens the bytes of a file from their start. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  /** Of what a stream reads, which is opened for each place that is looked at. */
  public static Completeness of(Opener content, long size) throws IOException {
    return of(Bytes.of(content::open, size), PROBES);
  }

  /** Of the bytes of a part, or an entry. */
  public static Completeness of(byte[] content) {
    try {
      return of(
          new Bytes(content.length) {
            @Override
            byte[] load(long at, int length) {
              return java.util.Arrays.copyOfRange(content, (int) at, (int) at + length);
            }
          },
          PROBES);
    } catch (IOException e) {
      throw new IllegalStateException("an array is read", e);
    }
  }

  /** Whether nothing looks as if it were lacking. */
  public boolean looksWhole() {
    return state != State.INCOMPLETE && !isDoubtful;
  }

  /** Whether it is sure that it is not there as a whole. */
  public boolean isIncomplete() {
    return state == State.INCOMPLETE;
  }

  /** Whether it has a size, and zeros only: nobody can tell what it should be. */
  public boolean isNothing() {
    return equals(NOTHING);
  }

  /** Whether its end is lacking, and not something before that. */
  public boolean isCutOff() {
    return isIncomplete() && !isNothing() && !equals(GAPS);
  }

  private static Completeness of(Bytes bytes, int probes) throws IOException {
    Zeros zeros = new Zeros(bytes, probes);
    if (zeros.areAll()) {
      return NOTHING;
    }
    Completeness byFormat = byFormat(bytes, zeros);
    if (byFormat != null) {
      return byFormat;
    }
    return unknown(endsInZeros(bytes, zeros));
  }

  /** Null if the format says nothing. */
  private static Completeness byFormat(Bytes bytes, Zeros zeros) throws IOException {
    ByteBuffer start = bytes.at(0, 1024);
    String head = StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString();
    if (head.startsWith("\u00FF\u00D8\u00FF")) {
      return JpegEnd.of(bytes, zeros);
    }
    if (head.startsWith("\u0089PNG\r\n\u001A\n")) {
      return RasterEnd.ofPng(bytes, zeros);
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return RasterEnd.ofGif(bytes);
    }
    if (head.startsWith("BM") && head.startsWith("\0\0\0\0", 6)) {
      return RasterEnd.ofBmp(bytes, zeros);
    }
    if (head.startsWith("RIFF") || head.startsWith("RIFX")) {
      return RasterEnd.ofRiff(bytes, zeros);
    }
    if (head.matches("(?s)(II[*+]\0|MM\0[*+]|IIRO|IIRS|IIU\0|MMOR).*")) {
      return TiffEnd.of(bytes, zeros);
    }
    if (IsoMedia.isStartedBy(head)) {
      return IsoMedia.end(bytes, zeros);
    }
    if (head.startsWith("PK\3\4") || head.startsWith("PK\5\6")) {
      return ZipDirectory.end(bytes, zeros);
    }
    if (head.contains("%PDF-")) {
      return DocumentEnd.ofPdf(bytes, zeros, head);
    }
    if (head.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
      return DocumentEnd.ofOle(bytes, zeros);
    }
    if (head.startsWith("7z\u00BC\u00AF\u0027\u001C")) {
      return DocumentEnd.ofSevenZip(bytes);
    }
    return null;
  }

  /** Whether its last part was never written, by a program that began with its whole size. */
  static boolean endsInZeros(Bytes bytes, Zeros zeros) throws IOException {
    long least = Zeros.suspicious(bytes.size());
    return bytes.size() > 2 * least && bytes.size() - zeros.endOfContent(least) >= least;
  }

  /** What a sound end is worth if there may be gaps before it. */
  static Completeness completeUnless(boolean gaps) {
    return gaps ? GAPS : COMPLETE;
  }

  static Completeness complete(boolean doubtful) {
    return new Completeness(State.COMPLETE, doubtful, "");
  }

  static Completeness unknown(boolean doubtful) {
    return doubtful ? DOUBTFUL : UNKNOWN;
  }
}
