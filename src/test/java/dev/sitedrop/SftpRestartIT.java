package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar on an SFTP server, killed and restarted. */
class SftpRestartIT {
  @TempDir private Path folder;

  private Map<String, String> settings(SftpServer server, int procore) throws IOException {
    Path routes = RoutesCopy.create();
    Path knownHosts = server.knownHosts(folder.resolve("known_hosts"));
    Files.writeString(
        routes.resolve("sources/site.camel.yaml"),
        """
        - templatedRoute:
            routeTemplateRef: sftp-source
            routeId: intake-site
            parameters:
              - {name: name, value: site}
              - {name: host, value: 127.0.0.1}
              - {name: port, value: "%d"}
              - {name: user, value: ann}
              - {name: password, value: "{{env:SITE_PASSWORD}}"}
              - {name: knownHosts, value: %s}
              - {name: directory, value: /site}
              - {name: pollDelay, value: "300"}
              - {name: settleTime, value: 500ms}
        """
            .formatted(server.port(), knownHosts));
    Map<String, String> settings = new HashMap<>(JarProcess.deliveringTo(procore));
    settings.put("SITEDROP_ROUTES", routes.toString());
    settings.put("SITE_PASSWORD", SftpServer.PASSWORD);
    return settings;
  }

  private static List<String> files(Path below) {
    try (Stream<Path> all = Files.walk(below)) {
      return all.filter(Files::isRegularFile).map(Path::toString).toList();
    } catch (UncheckedIOException vanished) {
      return files(below);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void goesOnAfterKillMinusNineAndWhileTheServerIsAwayWithoutLosingOrDoublingAnything()
      throws Exception {
    Path remote = Files.createDirectories(folder.resolve("remote"));
    try (JarProcess procore =
            JarProcess.sandbox(
                folder.resolve("procore"), "--sandbox.spike-limit=0", "--sandbox.hourly-limit=0");
        SftpServer server = new SftpServer(remote)) {
      int files = 150;
      List<String> contents = new ArrayList<>();
      for (int i = 0; i < files; i++) {
        byte[] photo = Samples.jpeg(30_000, i);
        contents.add(Samples.sha256(photo));
        server.put("site/42/images/photo-" + i + ".jpg", photo);
      }
      Map<String, String> settings = settings(server, procore.port());
      Path work = folder.resolve("work");
      SandboxView sandbox = new SandboxView(procore.port());
      for (int share : List.of(20, 70)) {
        JarProcess siteDrop = JarProcess.start(work, List.of("-Xmx128m"), settings);
        await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> sandbox.images().size() >= share || !siteDrop.isAlive());
        siteDrop.kill();
      }
      server.stop();

      try (JarProcess last = JarProcess.start(work, List.of(), settings).awaitReady()) {
        await().until(() -> last.output().contains("it cannot be reached"));
        server.start();
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> files(remote).stream().filter(f -> f.endsWith(".json")).count() == files);
        await()
            .atMost(Duration.ofMinutes(1))
            .untilAsserted(
                () -> assertThat(files(remote)).allMatch(file -> file.contains("/.delivered/")));
        assertThat(sandbox.imageSha256s()).containsExactlyInAnyOrderElementsOf(contents);
        assertThat(files(remote)).hasSize(2 * files);
        assertThat(last.output())
            .contains("Watching       site: " + server.name() + " /site")
            .doesNotContain("canary")
            .doesNotContain("Exception");
        await().atMost(Duration.ofMinutes(1)).until(() -> last.spooled().isEmpty());
      }
    }
  }
}
