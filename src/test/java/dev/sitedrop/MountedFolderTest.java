package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Folders on file systems of their own: one that is read-only, one that is full. */
@Needs(Need.MOUNT)
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class MountedFolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Path PLACE = folder("mounted");
  private static final Path WRITABLE = PLACE.resolve("writable");
  private static final Path READ_ONLY = PLACE.resolve("read-only");
  private static final Path SMALL = PLACE.resolve("small");
  private static final List<Path> MOUNTED = new ArrayList<>();

  @LocalServerPort private int port;

  private static Path folder(String name) {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void sources(DynamicPropertyRegistry registry) throws Exception {
    for (Path folder : List.of(WRITABLE.resolve("42/images"), READ_ONLY, SMALL)) {
      Files.createDirectories(folder);
    }
    run("mount", "--bind", WRITABLE.toString(), READ_ONLY.toString());
    MOUNTED.add(READ_ONLY);
    run("mount", "-o", "remount,ro,bind", READ_ONLY.toString());
    run("mount", "-t", "tmpfs", "-o", "size=400k", "none", SMALL.toString());
    MOUNTED.add(SMALL);
    Files.createDirectories(SMALL.resolve("43/images"));
    Path routes = RoutesCopy.create();
    Files.writeString(
        routes.resolve("sources/mounted.camel.yaml"),
        source("read-only", READ_ONLY) + source("small", SMALL));
    registry.add("sitedrop.routes", routes::toString);
  }

  private static String source(String name, Path directory) {
    return """
        - templatedRoute:
            routeTemplateRef: folder-source
            routeId: intake-%1$s
            parameters:
              - {name: name, value: %1$s}
              - {name: directory, value: %2$s}
              - {name: pollDelay, value: "200"}
              - {name: settleTime, value: 300ms}
              - {name: sidecarGrace, value: 300ms}
        """
        .formatted(name, directory);
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  /** Lazily: the application may look into them for a moment more. */
  @AfterAll
  static void unmount() throws Exception {
    for (Path mounted : MOUNTED) {
      run("umount", "-l", mounted.toString());
    }
  }

  private long imagesOf(byte[] content) {
    String hash = Samples.sha256(content);
    return new SandboxView(port)
        .images().stream()
            .filter(i -> i.at("/files/0/segment_sha256s/0").asText().equals(hash))
            .count();
  }

  private static List<String> warnings(CapturedOutput output, Path about) {
    return output
        .getOut()
        .lines()
        .filter(line -> line.matches(".* (WARN|ERROR) .*"))
        .filter(line -> line.contains(about.toString()) || line.contains("is refused"))
        .toList();
  }

  private static void awaitFile(Path below, String name) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try (Stream<Path> all = Files.walk(below)) {
                return all.anyMatch(path -> path.endsWith(name));
              } catch (IOException | UncheckedIOException vanished) {
                return false;
              }
            });
  }

  @Test
  void aFolderThatIsReadOnlyGetsEachFileDeliveredOnceAndOneLine(CapturedOutput output)
      throws Exception {
    Path images = WRITABLE.resolve("42/images");
    for (int i = 0; i < 5; i++) {
      Files.write(images.resolve(i + ".jpg"), Samples.jpeg(3000, 4200 + i));
    }
    Files.write(images.resolve("report.pdf"), Samples.bytes("incident-report.pdf"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (int i = 0; i < 5; i++) {
                assertThat(imagesOf(Samples.jpeg(3000, 4200 + i))).isEqualTo(1);
              }
            });
    await().atMost(PATIENCE).until(() -> output.getOut().contains("it is refused: report.pdf"));
    await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
    assertThat(warnings(output, READ_ONLY))
        .hasSize(2)
        .anyMatch(line -> line.contains("42/images cannot be written to now (Read-only file"))
        .anyMatch(line -> line.contains("it is refused: report.pdf is no picture"));
    assertThat(images.resolve("0.jpg")).exists();

    run("mount", "-o", "remount,rw,bind", READ_ONLY.toString());

    for (int i = 0; i < 5; i++) {
      awaitFile(images.resolve(".delivered"), i + ".jpg.receipt.json");
      assertThat(imagesOf(Samples.jpeg(3000, 4200 + i))).isEqualTo(1);
    }
    awaitFile(images.resolve(".failed"), "report.pdf.reason.txt");
  }

  @Test
  void aFolderThatIsFullGetsEachFileDeliveredOnceAndTheReceiptsLater(CapturedOutput output)
      throws Exception {
    Path images = SMALL.resolve("43/images");
    Path filler = SMALL.resolve("filler.part");
    // hidden at first: a name that nobody takes, until the disk is full
    for (int i = 0; i < 3; i++) {
      Files.write(images.resolve("." + i), Samples.jpeg(3000, 4300 + i));
    }
    Files.write(images.resolve(".report"), Samples.bytes("incident-report.pdf"));
    fill(filler);
    for (int i = 0; i < 3; i++) {
      Files.move(images.resolve("." + i), images.resolve(i + ".jpg"));
    }
    Files.move(images.resolve(".report"), images.resolve("report.pdf"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (int i = 0; i < 3; i++) {
                assertThat(imagesOf(Samples.jpeg(3000, 4300 + i))).isEqualTo(1);
              }
            });
    await().atMost(PATIENCE).until(() -> output.getOut().contains("it is refused: report.pdf"));
    await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
    assertThat(warnings(output, SMALL))
        .hasSize(2)
        .anyMatch(line -> line.contains("43/images cannot be written to now (No space left"))
        .anyMatch(line -> line.contains("it is refused: report.pdf is no picture"));

    Files.delete(filler);

    for (int i = 0; i < 3; i++) {
      awaitFile(images.resolve(".delivered"), i + ".jpg.receipt.json");
      awaitFile(images.resolve(".delivered"), i + ".jpg");
      assertThat(imagesOf(Samples.jpeg(3000, 4300 + i))).isEqualTo(1);
    }
    awaitFile(images.resolve(".failed"), "report.pdf.reason.txt");
    awaitFile(images.resolve(".failed"), "report.pdf");
    try (Stream<Path> all = Files.walk(SMALL)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".writing"));
    }
  }

  private static void fill(Path filler) throws IOException {
    byte[] page = new byte[4096];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(page);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }
}
