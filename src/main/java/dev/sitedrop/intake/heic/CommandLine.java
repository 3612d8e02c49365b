package dev.sitedrop.intake.heic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command as a person writes it: words with spaces between them, {@code "…"} around a word that
 * holds spaces itself, {@code {in}} and {@code {out}} for the two files. It never meets a shell.
 */
record CommandLine(String written) {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

  /** The program's file, if it is installed: a path, or a name that is on the PATH. */
  Optional<Path> program(String searchPath) {
    try {
      Path named = Path.of(words().get(0));
      Stream<Path> places =
          named.getNameCount() > 1 || named.isAbsolute()
              ? Stream.of(named.toAbsolutePath())
              : Stream.of(searchPath.split(File.pathSeparator))
                  .filter(folder -> !folder.isBlank())
                  .flatMap(
                      folder ->
                          Stream.of(named, Path.of(named + ".exe")).map(Path.of(folder)::resolve));
      return places.filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  /** The same for another format, where it names that of what is read. */
  CommandLine of(PictureFormat format) {
    return new CommandLine(written.replace("heic:{in}", format.ending() + ":{in}"));
  }

  /** The words to start the program with. */
  List<String> filledIn(Path program, String in, String out) {
    List<String> words = words();
    return Stream.concat(
            Stream.of(program.toString()),
            words.stream().skip(1).map(word -> word.replace("{in}", in).replace("{out}", out)))
        .toList();
  }

  private List<String> words() {
    return WORD.matcher(written)
        .results()
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toList();
  }
}
