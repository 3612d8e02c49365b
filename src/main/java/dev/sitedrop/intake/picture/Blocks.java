package dev.sitedrop.intake.picture;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The blocks of metadata that a file holds, in their order. */
final class Blocks {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** Of each kind: a file with more is made to keep its reader busy. */
  private static final int MOST = 16;

  private final List<byte[]> exif = new ArrayList<>();
  private final List<byte[]> xmp = new ArrayList<>();
  private final List<byte[]> photoshop = new ArrayList<>();
  private final List<String> creationTimes = new ArrayList<>();
  private LocalDateTime modified;

  void addExif(byte[] block) {
    add(exif, startsWith(block, EXIF) ? Arrays.copyOfRange(block, 6, block.length) : block);
  }

  void addXmp(byte[] packet) {
    add(xmp, packet);
  }

  /** Image resources, in which IPTC lies. */
  void addPhotoshop(byte[] resources) {
    add(photoshop, resources);
  }

  void addCreationTime(String text) {
    add(creationTimes, text);
  }

  /** In UTC. */
  void wasModified(LocalDateTime when) {
    modified = when;
  }

  private static <T> void add(List<T> blocks, T one) {
    if (blocks.size() < MOST) {
      blocks.add(one);
    }
  }

  List<byte[]> exif() {
    return exif;
  }

  List<byte[]> xmp() {
    return xmp;
  }

  List<byte[]> photoshop() {
    return photoshop;
  }

  List<String> creationTimes() {
    return creationTimes;
  }

  /** What PNG calls tIME; null if there is none. */
  LocalDateTime modified() {
    return modified;
  }

  static boolean startsWith(byte[] block, byte[] start) {
    return block.length >= start.length
        && Arrays.equals(block, 0, start.length, start, 0, start.length);
  }
}
