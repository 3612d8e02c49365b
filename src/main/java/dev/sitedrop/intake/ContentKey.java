package dev.sitedrop.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Equal for equal content, whatever the files are called and in whatever order they came. */
final class ContentKey {
  private ContentKey() {}

  /** The hash of the one file, or the hash over the sorted hashes of several. */
  static String of(List<ClaimedFile> files) {
    if (files.size() == 1) {
      return files.get(0).claim().sha256();
    }
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      files.stream()
          .map(file -> file.claim().sha256())
          .sorted()
          .forEach(hash -> all.update(hash.getBytes(StandardCharsets.US_ASCII)));
      return HexFormat.of().formatHex(all.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
