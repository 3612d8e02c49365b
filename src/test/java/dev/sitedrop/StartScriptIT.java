package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script, as the README tells to use it. */
class StartScriptIT {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;

  @Test
  void startsWithTheClassesThatItsFirstStartWroteDown() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), JAVA_HOME);

    try (JarProcess first = installed.start(folder.resolve("first")).awaitReady()) {
      assertThat(first.home().resolve("inbox")).isDirectory();
      assertThat(first.output()).doesNotContain("warning");
    }
    try (JarProcess second = installed.start(folder.resolve("second")).awaitReady()) {
      assertThat(second.output()).doesNotContain("warning");
      assertThat(mapped(second)).contains("/fast-start/");
    }
  }

  @Test
  void startsTheJarAsItIsWhereNothingCanBeWritten() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), JAVA_HOME);
    Files.createFile(folder.resolve("opt/fast-start"));

    try (JarProcess process = installed.start(folder.resolve("work")).awaitReady()) {
      assertThat(mapped(process)).doesNotContain("/fast-start/");
    }
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoJava() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), folder.resolve("no-java"));

    try (JarProcess process = installed.start(folder.resolve("work"))) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.output()).contains("There is no Java here").contains("no-java/bin/java");
    }
  }

  /** The files that a process has in its memory. */
  private static String mapped(JarProcess process) throws IOException {
    Path maps = Path.of("/proc/" + process.pid() + "/maps");
    assumeTrue(Files.exists(maps), "only Linux tells");
    return Files.readString(maps);
  }
}
