package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first ten minutes: the commands of the README, and what it says that they show. */
class ReadmeIT {
  /** A command, and its output up to the next empty line or command. */
  private static final Pattern SHOWN = Pattern.compile("(?ms)^\\$ (.+?)\\n(.*?)(?=^\\$ |\\z)");

  @TempDir private Path folder;

  @Test
  void showsWhatBecomesOfTheFirstFiles() throws Exception {
    Files.createSymbolicLink(folder.resolve("src"), Path.of("src").toAbsolutePath());
    try (JarProcess process = JarProcess.start(folder, List.of(), Map.of()).awaitReady()) {
      run(DocumentationTest.example("README.md", "mkdir -p sitedrop/inbox"));
      Inbox inbox = new Inbox(process.home());
      inbox.receipt("42/accident_logs", "pallet");
      inbox.reason("42/images", "incident-report.pdf");
      inbox.awaitEmpty();

      String shown = DocumentationTest.example("README.md", "$ cd sitedrop");
      int count = 0;
      StringBuilder session = new StringBuilder();
      for (MatchResult one : SHOWN.matcher(shown).results().toList()) {
        count++;
        String said = run(session + one.group(1));
        assertThat(masked(said)).as(one.group(1)).isEqualTo(masked(one.group(2)));
        session.append(one.group(1).split(" && ")[0].startsWith("cd ") ? cd(one.group(1)) : "");
      }
      assertThat(count).isEqualTo(3);
      assertThat(process.output())
          .contains("Delivered crane.jpg and 1 more (45 kB) for project 42");
    }
  }

  private static String cd(String command) {
    return command.split(" && ")[0] + "\n";
  }

  /** Without what is another each time: ids, times, ports, and where it was done. */
  private static String masked(String output) {
    return output
        .replaceAll("\\d{4}-\\d\\d-\\d\\d(T[\\d:.]+Z)?", "<time>")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<arrival>")
        .replaceAll("[0-9A-F]{26}", "<upload>")
        .replaceAll("127.0.0.1:\\d+", "<address>")
        .replaceAll("\"id\" : \\d+", "\"id\" : <id>")
        .replaceAll("(?m)^/.*/sitedrop/inbox", "<home>/inbox")
        .strip();
  }

  private String run(String commands) throws Exception {
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-ec", commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process shell = builder.start();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(shell.exitValue()).as(Files.readString(said)).isZero();
    return Files.readString(said);
  }
}
