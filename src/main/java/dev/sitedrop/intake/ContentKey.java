package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Equal for equal content, whatever the files are called and in whatever order they came. What a
 * sender says of an accident is part of its content: two accidents may bear the same blank form. A
 * photo is the same photo, whatever is said of it.
 */
final class ContentKey {
  private ContentKey() {}

  /**
   * The hash of the one file, or the hash over the sorted hashes of all and what was said.
   *
   * @param said the fields as the sender gave them; those that were completed tell nothing
   */
  static String of(List<ClaimedFile> files, Target target, JsonNode said) {
    return ofHashes(files.stream().map(ClaimedFile::sha256).toList(), target, said);
  }

  /** The same of files of which only the hashes are at hand. */
  static String ofHashes(List<String> hashes, Target target, JsonNode said) {
    List<String> parts = new ArrayList<>(hashes);
    parts.sort(null);
    if (target == Target.ACCIDENT_LOG && !said.isEmpty()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      said.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
      parts.add(sorted.toString());
    }
    return parts.size() == 1 && hashes.size() == 1 ? parts.get(0) : hash(parts);
  }

  private static String hash(List<String> parts) {
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      parts.forEach(part -> all.update(part.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(all.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
