package dev.sitedrop.intake.folder;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Equal for two looks at the same unchanged files in the same places. */
final class Fingerprint {
  private Fingerprint() {}

  record Part(Path path, Stamp stamp) {}

  /**
   * SHA-256 in lower-case hex over paths and stamps.
   *
   * @param server null for this machine's disk
   */
  static String of(String server, List<Part> parts) {
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      if (server != null) {
        all.update((server + "\0").getBytes(StandardCharsets.UTF_8));
      }
      for (Part part : parts) {
        all.update((part.path() + "\0" + part.stamp() + "\0").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(all.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
