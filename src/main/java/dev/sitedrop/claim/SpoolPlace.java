package dev.sitedrop.claim;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the spool is, as {@code sitedrop.spool} says it. */
public sealed interface SpoolPlace {
  /** Folders of this machine have no scheme; one that is spelled wrong is no folder either. */
  Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]+:.*");

  /** A bucket's name by S3's rules, and a prefix of letters that no server reads otherwise. */
  Pattern BUCKET =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._/-]{0,200}))?");

  /** What the setting may be, for a message. */
  String ALLOWED = "a folder, or a bucket such as s3://site-photos/spool";

  /** A folder, perhaps one of several machines. */
  record Folder(Path path) implements SpoolPlace {}

  /**
   * A part of a bucket.
   *
   * @param prefix empty, or with a slash at its end
   */
  record Bucket(String name, String prefix) implements SpoolPlace {
    @Override
    public String toString() {
      return "s3://" + name + (prefix.isEmpty() ? "" : "/" + prefix.replaceAll("/$", ""));
    }
  }

  /**
   * @throws IllegalArgumentException if it is neither a folder nor a bucket
   */
  static SpoolPlace of(String said) {
    Matcher bucket = BUCKET.matcher(said);
    if (bucket.matches()) {
      String prefix = bucket.group(2) == null ? "" : bucket.group(2).replaceAll("^/+|/+$", "");
      return new Bucket(bucket.group(1), prefix.isEmpty() ? "" : prefix + "/");
    }
    boolean drive = said.matches("(?i)[a-z]:[\\\\/].*");
    if (said.isBlank() || SCHEME.matcher(said).matches() && !drive) {
      throw new IllegalArgumentException(said);
    }
    try {
      return new Folder(Path.of(said));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(said, e);
    }
  }
}
