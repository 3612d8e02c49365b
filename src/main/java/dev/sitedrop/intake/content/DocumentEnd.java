package dev.sitedrop.intake.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether PDF, the older documents of Office, and 7z have their ends. */
final class DocumentEnd {
  private static final int TAIL = 1024;

  /** In bytes: what a gateway or a web server adds behind a PDF is less. */
  private static final int LONGEST_TAIL = 256 * 1024;

  private static final Pattern LINEARIZED =
      Pattern.compile("/Linearized.{0,200}?/L\\s+(\\d{1,18})", Pattern.DOTALL);
  private static final int SECTORS_IN_HEADER = 109;
  private static final long NO_SECTOR = 0xFFFF_FFF0L;

  private DocumentEnd() {}

  static Completeness ofPdf(Bytes bytes, Zeros zeros, String head) throws IOException {
    long end = zeros.endOfContent(bytes.size());
    Matcher told = LINEARIZED.matcher(head);
    boolean isTooShort =
        told.find() && Long.parseLong(told.group(1)) > end - head.indexOf("%PDF-") + 2;
    if (isTooShort || !endsWithin(bytes, end, TAIL) && !endsWithin(bytes, end, LONGEST_TAIL)) {
      return end < bytes.size() - TAIL ? Completeness.GAPS : Completeness.cutOff("PDF");
    }
    // a picture in it that is not compressed may hold as many
    return Completeness.complete(zeros.runsBetween(0, end, Zeros.suspicious(end)));
  }

  private static boolean endsWithin(Bytes bytes, long end, int back) throws IOException {
    long from = Math.max(0, end - back);
    String tail = bytes.text(from, (int) (end - from));
    return tail.contains("%%EOF") || tail.contains("startxref");
  }

  /** Its sectors are numbered, and the header names those that list them. */
  static Completeness ofOle(Bytes bytes, Zeros zeros) throws IOException {
    ByteBuffer header = bytes.at(0, 512, ByteOrder.LITTLE_ENDIAN);
    if (header.remaining() < 512) {
      return Completeness.cutOff("document");
    }
    int shift = header.getShort(30);
    if (shift != 9 && shift != 12) {
      return Completeness.UNKNOWN;
    }
    for (int n = 0; n < SECTORS_IN_HEADER; n++) {
      long list = header.getInt(76 + 4 * n) & 0xFFFF_FFFFL;
      long first = (long) n << shift - 2;
      if (list < NO_SECTOR && first + lastUsed(bytes, list, shift) + 1 << shift >= bytes.size()) {
        return Completeness.cutOff("document");
      }
    }
    long directory = header.getInt(48) + 1L << shift;
    if (directory >= bytes.size() || Zeros.isAll(bytes.at(directory, 128))) {
      return Completeness.cutOff("document");
    }
    return Completeness.complete(Completeness.endsInZeros(bytes, zeros));
  }

  /** The last of the sectors that a list has, and that is in use; beyond any if it is not there. */
  private static long lastUsed(Bytes bytes, long list, int shift) throws IOException {
    ByteBuffer sector = bytes.at(list + 1 << shift, 1 << shift, ByteOrder.LITTLE_ENDIAN);
    if (sector.remaining() < 1 << shift) {
      return Integer.MAX_VALUE;
    }
    int last = sector.remaining() / 4 - 1;
    while (last > 0 && sector.getInt(4 * last) == -1) {
      last--;
    }
    return last;
  }

  static Completeness ofSevenZip(Bytes bytes) throws IOException {
    ByteBuffer header = bytes.at(0, 32, ByteOrder.LITTLE_ENDIAN);
    if (header.remaining() < 32) {
      return Completeness.cutOff("archive");
    }
    long end = 32 + header.getLong(12) + header.getLong(20);
    return end > bytes.size() || end == 32 && bytes.size() > 32
        ? Completeness.cutOff("archive")
        : Completeness.COMPLETE;
  }
}
