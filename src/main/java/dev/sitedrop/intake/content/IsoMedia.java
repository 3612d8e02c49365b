package dev.sitedrop.intake.content;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** The boxes of HEIC, AVIF, MP4, MOV, JPEG XL and JPEG 2000, which tell their sizes. */
final class IsoMedia {
  private static final int MOST_BOXES = 1000;

  /** In bytes: nothing that is coded ends with so many zeros. */
  private static final int LAST = 512;

  /** What QuickTime begins with where it has no ftyp. */
  private static final Set<String> QUICKTIME = Set.of("moov", "mdat", "wide", "free", "skip");

  private IsoMedia() {}

  static boolean isStartedBy(String head) {
    return head.startsWith("ftyp", 4)
        || head.startsWith("JXL \r\n", 4)
        || head.startsWith("jP  \r\n", 4)
        || head.length() >= 8 && head.charAt(0) == 0 && QUICKTIME.contains(head.substring(4, 8));
  }

  /** The last box must not run past the end; what is no box behind it does no harm. */
  static Completeness end(Bytes bytes, Zeros zeros) throws IOException {
    String brands = bytes.text(8, 4);
    boolean isPicture = Brands.isPicture(brands) || bytes.text(4, 4).equals("JXL ");
    String format = isPicture ? "picture" : "film";
    Set<String> met = new HashSet<>();
    boolean isOpen = false;
    long at = 0;
    for (int n = 0; at < bytes.size(); n++) {
      if (n == MOST_BOXES) {
        return Completeness.UNKNOWN;
      }
      ByteBuffer header = bytes.at(at, 16);
      if (header.remaining() < 8) {
        return isThere(met) ? Completeness.COMPLETE : Completeness.cutOff(format);
      }
      String kind = bytes.text(at + 4, 4);
      long box = header.getInt(0) & 0xFFFF_FFFFL;
      if (box == 1 && header.remaining() == 16) {
        box = header.getLong(8);
      } else if (box == 0 && isKind(kind)) {
        box = bytes.size() - at; // this one lasts to the end, wherever that is
        isOpen = true;
      }
      if (box < 8 || !isKind(kind)) {
        break; // no box at all
      }
      if (box > bytes.size() - at) {
        // what follows a whole photo, or film, may look like a box and be none
        return isThere(met) && !isKnown(kind) ? Completeness.COMPLETE : Completeness.cutOff(format);
      }
      if (kind.equals("mdat") && hasGap(bytes, zeros, at + 16, at + box, isPicture)) {
        return isPicture ? Completeness.GAPS : Completeness.DOUBTFUL;
      }
      met.add(kind);
      at += box;
    }
    if (isThere(met)) {
      return isOpen ? Completeness.UNKNOWN : Completeness.COMPLETE;
    }
    return Completeness.cutOff(format);
  }

  private static boolean hasGap(Bytes bytes, Zeros zeros, long from, long to, boolean isPicture)
      throws IOException {
    if (to - from < LAST) {
      return false;
    }
    return isPicture
        ? Zeros.isAll(bytes.at(to - LAST, LAST))
            || zeros.runsBetween(from, to, Zeros.suspicious(to - from))
        : zeros.runsBetween(from, to, 64 * 1024);
  }

  private static boolean isKind(String kind) {
    return kind.matches("[ -~\u00A9][ -~]{3}");
  }

  private static boolean isKnown(String kind) {
    return Set.of("mdat", "moov", "meta", "moof", "free", "skip", "uuid", "mpvd", "idat", "jxlc")
        .contains(kind);
  }

  /** A film without its directory cannot be shown, nor can a picture without its own. */
  private static boolean isThere(Set<String> met) {
    if (met.contains("jxlc") || met.contains("jxlp") || met.contains("jp2c")) {
      return true;
    }
    boolean directory = met.contains("moov") || met.contains("meta");
    return met.contains("moof") || directory && met.contains("mdat");
  }
}
