package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.FakeConverter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeicViewerTest {
  @TempDir private Path folder;

  private static HeicViewer viewer(String command) {
    return new HeicViewer(
        new BoundedProcesses(new Confinement(Duration.ofSeconds(20), 2L << 30, 1L << 30)), command);
  }

  private Path convert(HeicViewer viewer, String name) throws Exception {
    return viewer.convert(
        Files.writeString(folder.resolve(name), name),
        Files.createDirectory(folder.resolve(name + ".work")));
  }

  @Test
  void manyPhotosAreConvertedOneAfterTheOther() throws Exception {
    FakeConverter script = new FakeConverter(folder.resolve("script"));
    try (HeicViewer viewer =
        viewer(
            script.doingAfterTheTrial(
                "mkdir \"$here/busy\" || touch \"$here/twice\"",
                "sleep 0.05; cp \"$here/seen.jpg\" \"$out\"",
                "rmdir \"$here/busy\""))) {
      ExecutorService people = Executors.newFixedThreadPool(8);
      List<Future<Path>> photos = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "photo " + i;
        photos.add(people.submit(() -> convert(viewer, name)));
      }

      for (Future<Path> photo : photos) {
        assertThat(photo.get()).isNotEmptyFile();
      }

      people.shutdown();
      assertThat(script.file("twice")).doesNotExist();
    }
  }

  @Test
  void whereNothingIsInstalledNothingIsTried() {
    try (HeicViewer viewer = viewer("no-such-program {in} {out}")) {
      assertThat(viewer.mayWork()).isFalse();
      assertThatThrownBy(() -> convert(viewer, "a")).isInstanceOf(NotConverted.class);
    }
  }

  @Test
  void oneThatFailsWithTheSampleIsNotTriedAgain() {
    String broken = new FakeConverter(folder.resolve("script")).doing("exit 3");
    try (HeicViewer viewer = viewer(broken)) {
      assertThat(viewer.mayWork()).isTrue();

      assertThatThrownBy(() -> convert(viewer, "a")).isInstanceOf(NotConverted.class);

      assertThat(viewer.mayWork()).isFalse();
    }
  }
}
