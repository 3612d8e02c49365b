package dev.sitedrop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.DocumentationTest;
import dev.sitedrop.Inbox;
import dev.sitedrop.JarProcess;
import dev.sitedrop.SandboxView;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, by the very commands that it prints. */
@Needs(Need.CURL)
class DemoIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Pattern COMMAND = Pattern.compile("(?m)^  (curl (?:.*\\\\\\n)*.*)$");

  @TempDir private Path folder;

  @Test
  void itsCommandsDeliverByBothDoorsAndBringTheAnswer() throws Exception {
    Map<String, String> variables = Map.of("SITEDROP_HOME", folder.resolve("home").toString());
    try (JarProcess demo =
        JarProcess.startClass(Demo.class, folder, List.of(), variables, "0", "0", "0")) {
      await().atMost(PATIENCE).until(() -> demo.output().contains("MAILINDEX=1"));
      assertThat(withoutPorts(demo.output()))
          .contains(
              withoutPorts(
                  DocumentationTest.example("README.md", "Put a photo on the SFTP server")));
      Matcher commands = COMMAND.matcher(demo.output());

      assertThat(commands.find()).isTrue();
      run(commands.group(1));
      assertThat(commands.find()).isTrue();
      run(commands.group(1));

      new Inbox(folder.resolve("home/sftp-server")).receipt("42/images", "crane.jpg");
      SandboxView sandbox = new SandboxView(demo.port());
      await().atMost(PATIENCE).until(() -> sandbox.images().size() == 2);
      assertThat(commands.find()).isTrue();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(run(commands.group(1))).contains("site-plan.png is image"));
    }
  }

  private static String withoutPorts(String text) {
    return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1").strip();
  }

  private static String run(String command) throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String output = new String(shell.getInputStream().readAllBytes());
    shell.waitFor();
    return output;
  }
}
