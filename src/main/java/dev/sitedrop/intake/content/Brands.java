package dev.sitedrop.intake.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What the boxes at the start of a file say that it is: its main brand, and those behind it. */
final class Brands {
  private static final Set<String> HEVC = Set.of("heic", "heix", "heim", "heis");
  private static final Set<String> HEVC_SEQUENCE = Set.of("hevc", "hevx", "hevm", "hevs");
  private static final Set<String> ANY_PICTURE = Set.of("mif1", "mif2", "miaf", "tmap");
  private static final Set<String> AVIF = Set.of("avif", "avis");
  private static final String SEQUENCE = "msf1";

  /** In bytes: a photo of many tiles has a list of them before. */
  private static final int PROPERTIES_WITHIN = 8192;

  private Brands() {}

  static boolean isPicture(String brand) {
    return HEVC.contains(brand)
        || HEVC_SEQUENCE.contains(brand)
        || ANY_PICTURE.contains(brand)
        || AVIF.contains(brand)
        || brand.equals(SEQUENCE)
        || brand.equals("crx ");
  }

  /** The content type; empty if it is no picture. */
  static Optional<String> type(byte[] head) {
    if (head.length < 16 || !text(head, 4).equals("ftyp")) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.BIG_ENDIAN);
    int box = bytes.getInt(0);
    Set<String> all = new LinkedHashSet<>();
    all.add(text(head, 8));
    int end = Math.min(head.length, Math.max(16, box));
    for (int at = 16; at + 4 <= end; at += 4) {
      all.add(text(head, at));
    }
    String main = text(head, 8);
    if (!isPicture(main)) {
      return Optional.empty();
    }
    if (main.equals("crx ")) {
      return Optional.of("image/x-canon-cr3");
    }
    if (all.stream().anyMatch(AVIF::contains)) {
      return Optional.of("image/avif");
    }
    boolean hevc =
        all.stream().anyMatch(brand -> HEVC.contains(brand) || HEVC_SEQUENCE.contains(brand))
            || isCodedAsHevc(head);
    String family = hevc ? "image/heic" : "image/heif";
    boolean sequence = HEVC_SEQUENCE.contains(main) || main.equals(SEQUENCE);
    // one that has a picture for those who show one, as most have, is a picture to them
    return Optional.of(sequence && !hasPicture(head, box) ? family + "-sequence" : family);
  }

  /** By a property of its pictures, where the brands are of a general kind only. */
  private static boolean isCodedAsHevc(byte[] head) {
    int length = Math.min(head.length, PROPERTIES_WITHIN);
    return new String(head, 0, length, StandardCharsets.ISO_8859_1).contains("hvcC");
  }

  /** Whether the box behind the brands describes single pictures. */
  private static boolean hasPicture(byte[] head, int brands) {
    int at = brands;
    for (int n = 0; n < 20 && at >= 8 && at + 8 <= head.length; n++) {
      if (text(head, at + 4).equals("meta")) {
        return true;
      }
      int box = ByteBuffer.wrap(head).getInt(at);
      if (box < 8) {
        return false;
      }
      at += box;
    }
    return false;
  }

  private static String text(byte[] head, int at) {
    return new String(head, at, 4, StandardCharsets.ISO_8859_1);
  }
}
