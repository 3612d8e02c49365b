package dev.sitedrop.intake.heic;

import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the converter at the start, and says which it is, or what is lacking. */
final class ConverterChoice {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /**
   * In this order. Where one writes several pictures of a file, it is told to write the primary.
   */
  private static final List<String> KNOWN =
      List.of(
          "heif-convert -q 90 {in} {out}",
          "heif-dec -q 90 {in} {out}",
          "vips copy {in} {out}[Q=90]",
          "magick heic:{in}[0] -quality 90 jpeg:{out}",
          "convert heic:{in}[0] -quality 90 jpeg:{out}",
          "sips -s format jpeg -s formatOptions 90 {in} --out {out}");

  private final BoundedProcesses processes;

  ConverterChoice(BoundedProcesses processes) {
    this.processes = processes;
  }

  private record Tried(Converter converter, boolean keepsTime) {}

  /**
   * Says what is used from now on, or that nothing can be.
   *
   * @param format what was asked for
   * @param wanted the command that is set; empty for the first of those that are known
   * @param folder an empty one, to try them in
   */
  Optional<Converter> find(HeicFormat format, String wanted, Path folder) throws IOException {
    List<String> failures = new ArrayList<>();
    Optional<Tried> found = firstThatWorks(wanted, folder, failures);
    if (found.isEmpty()) {
      lacking(format, wanted, failures);
      return Optional.empty();
    }
    LOG.info(
        "HEIC photos are sent as JPEG, made by {}", found.get().converter().command().written());
    if (!found.get().keepsTime()) {
      LOG.warn("It leaves out the EXIF block, which tells when and where they were taken");
    }
    return Optional.of(found.get().converter());
  }

  /** As {@link #find}, and says nothing: nothing is sent otherwise because of it. */
  Optional<Converter> findQuietly(String wanted, Path folder) throws IOException {
    return firstThatWorks(wanted, folder, new ArrayList<>()).map(Tried::converter);
  }

  /** Whether there is a program to try at all; none is started. */
  static boolean isInstalled(String wanted) {
    return candidates(wanted).stream()
        .anyMatch(command -> command.program(Confinement.searchPath()).isPresent());
  }

  private static List<CommandLine> candidates(String wanted) {
    return (wanted.isBlank() ? KNOWN : List.of(wanted)).stream().map(CommandLine::new).toList();
  }

  private Optional<Tried> firstThatWorks(String wanted, Path folder, List<String> failures)
      throws IOException {
    for (CommandLine command : candidates(wanted)) {
      Optional<Path> program = command.program(Confinement.searchPath());
      if (program.isPresent()) {
        Converter converter = new Converter(command, program.get(), processes);
        try {
          Path trial = Files.createTempDirectory(folder, "trial");
          boolean keepsTime = Trial.keepsTime(converter, trial);
          if (keepsTime || !wanted.isBlank()) {
            return Optional.of(new Tried(converter, keepsTime));
          }
          failures.add(program.get() + " leaves out when and where a photo was taken");
        } catch (NotConverted e) {
          failures.add(program.get() + " does not convert a sample: " + FailureText.of(e));
        }
      }
    }
    return Optional.empty();
  }

  private static void lacking(HeicFormat format, String wanted, List<String> failures) {
    String tried = failures.isEmpty() ? "" : " (" + String.join("; ", failures) + ")";
    if (wanted.isBlank() && format == HeicFormat.AUTO) {
      LOG.warn(
          "HEIC photos are sent as HEIC, which Procore does not list among the pictures it takes:"
              + " no converter that works is installed{}. Install one, such as libheif-examples of"
              + " Debian and Ubuntu, and start SiteDrop again. If HEIC is meant, set"
              + " INTAKE_HEIC=keep.",
          tried);
    } else if (wanted.isBlank()) {
      LOG.warn(
          "INTAKE_HEIC is jpeg, and no converter that works is installed{}. HEIC photos stay HEIC. Install one,"
              + " such as libheif-examples of Debian and Ubuntu, and start SiteDrop again.",
          tried);
    } else {
      LOG.warn(
          "INTAKE_HEIC_CONVERTER is '{}', and {}. HEIC photos stay HEIC. Correct it, and start"
              + " SiteDrop again.",
          wanted,
          failures.isEmpty() ? "there is no such program" : failures.get(0));
    }
  }
}
