package dev.sitedrop.intake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in the folder of source files.
 *
 * @param contents of the source files
 * @param unread the files that a person would take for source files and that cannot be read as
 *     such, each with what to do
 */
record SourceFolder(Map<Path, byte[]> contents, Map<Path, String> unread) {
  private static final String ENDING = ".camel.yaml";

  /** In bytes: a thousand times the size of those that people write. */
  private static final long LARGEST = 1 << 20;

  /** As others call such files, and Windows with the ending that it hides. */
  private static final Pattern ALMOST =
      Pattern.compile(
          "(?<name>.+?)(?:[._-]camel)?(?:(?:\\.ya?ml)+|[._-]camel|\\.camel\\.(?<other>xml|json))(?:\\.txt)?",
          Pattern.CASE_INSENSITIVE);

  static SourceFolder read(Path folder) throws IOException {
    SourceFolder found = new SourceFolder(new TreeMap<>(), new TreeMap<>());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(SourceFolder::isVisibleFile).toList()) {
        if (file.toString().endsWith(ENDING)) {
          found.read(folder, file);
        } else {
          renaming(file).ifPresent(told -> found.unread.put(file, told));
        }
      }
    }
    return found;
  }

  /** Hidden ones are those of editors and of macOS. */
  private static boolean isVisibleFile(Path path) {
    return !path.getFileName().toString().startsWith(".") && !Files.isDirectory(path);
  }

  private void read(Path folder, Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        unread.put(file, "it is no file but a pipe or a device; take it out");
        return;
      }
      if (attributes.size() > LARGEST) {
        unread.put(file, "it is larger than 1 MB, as no source file is; take it out");
        return;
      }
      contents.put(file, Files.readAllBytes(file));
    } catch (NoSuchFileException gone) {
      // it was taken away just now, or is a link to nowhere
    } catch (AccessDeniedException e) {
      unread.put(file, "SiteDrop's user may not read it; give that user the right to");
    } catch (IOException e) {
      Files.list(folder).close(); // if all of the folder is away, its sources go on
      unread.put(file, "it cannot be read (" + e.getMessage() + ")");
    }
  }

  private static Optional<String> renaming(Path file) {
    String name = file.getFileName().toString();
    Matcher almost = ALMOST.matcher(name);
    if (!almost.matches()) {
      return Optional.empty();
    }
    String right = almost.group("name") + ENDING;
    return Optional.of(
        almost.group("other") == null
            ? "it is not read; rename it to " + right
            : "it is not read, for sources are not written in "
                + almost.group("other").toUpperCase(Locale.ROOT)
                + "; write it as YAML, and call it "
                + right);
  }
}
