package dev.sitedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged jar, unpacked beside an archive of the classes that a start needs, as the start
 * script has it: tests start it by the dozen.
 */
final class UnpackedJar {
  private static final Path FOLDER = Path.of("target/unpacked").toAbsolutePath();
  private static final Path CLASSES = FOLDER.resolve("classes");
  private static final Path UNPACKED = FOLDER.resolve("sitedrop.jar");

  private UnpackedJar() {}

  /**
   * Made once for each jar, whichever process of the tests comes first.
   *
   * @return the unpacked jar
   */
  static Path of(Path jar, List<String> jvmOptions) {
    Path lock = FOLDER.resolveSibling("unpacked.lock");
    try (FileChannel one =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      one.lock();
      if (!isMadeOf(jar)) {
        FileSystemUtils.deleteRecursively(FOLDER);
        java(
            List.of(
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                FOLDER.toString()));
        List<String> rehearsal = new ArrayList<>(jvmOptions);
        rehearsal.add("-XX:ArchiveClassesAtExit=" + CLASSES);
        rehearsal.add("-Dspring.context.exit=onRefresh");
        rehearsal.addAll(List.of("-jar", UNPACKED.toString(), "--server.port=0"));
        java(rehearsal);
      }
      return UNPACKED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The option that makes Java read the archive, if it can use it. */
  static String option() {
    return "-XX:SharedArchiveFile=" + CLASSES;
  }

  private static boolean isMadeOf(Path jar) throws IOException {
    return Files.exists(CLASSES)
        && Files.getLastModifiedTime(CLASSES).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  /** In a folder of its own: nothing of the clone's settings is read. */
  private static void java(List<String> arguments) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("rehearsal-");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(FOLDER.resolveSibling("unpacked.log").toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.matches("(PROCORE|SITEDROP|SERVER|SPRING)_.*"));
      builder.environment().put("SITEDROP_ROUTES", Path.of("routes").toAbsolutePath().toString());
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("java " + arguments + " ended with " + exit);
      }
    } finally {
      FileSystemUtils.deleteRecursively(home);
    }
  }
}
