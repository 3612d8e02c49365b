package dev.sitedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A converter that is a shell script, and does what a test wants. */
public final class FakeConverter {
  private final Path folder;

  /**
   * @param folder a new one, for its script and what that needs
   */
  public FakeConverter(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** A file that the script finds as {@code $here/name}. */
  public FakeConverter with(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The command, of a script that knows {@code $in}, {@code $out} and {@code $here}. */
  public String doing(String... lines) {
    try {
      Files.createDirectories(folder);
      Path script = folder.resolve("convert.sh");
      Files.writeString(
          script,
          "#!/bin/sh\nin=$1 out=$2 here='" + folder + "'\n" + String.join("\n", lines) + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      return "\"" + script + "\" {in} {out}";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The command of a converter that works, never makes the same bytes twice, and fails with files
   * that hold the word {@code BROKEN}.
   */
  public static String everDiffering(Path folder) {
    return new FakeConverter(folder)
        .doingAfterTheTrial(
            "if grep -q BROKEN \"$in\"; then echo 'No meta box' >&2; exit 1; fi",
            "head -c -2 \"$here/seen.jpg\" > \"$out\"",
            "printf '\\377\\376\\000\\012%08d\\377\\331' $$ >> \"$out\"");
  }

  /** As {@link #doing}, and it passes the trial at the start. */
  public String doingAfterTheTrial(String... lines) {
    try {
      with(
          "seen.jpg", Pictures.withExif(Pictures.sampleAsSeen(), 6, java.nio.ByteOrder.BIG_ENDIAN));
      with(
          "sample.heic",
          FakeConverter.class
              .getResourceAsStream("/dev/sitedrop/intake/heic/sample.heic")
              .readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return doing(
        "if cmp -s \"$in\" \"$here/sample.heic\"; then cp \"$here/seen.jpg\" \"$out\"; exit; fi",
        String.join("\n", lines));
  }
}
