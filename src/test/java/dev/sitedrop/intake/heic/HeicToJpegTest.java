package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.FakeConverter;
import dev.sitedrop.Pictures;
import dev.sitedrop.Samples;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeicToJpegTest {
  @TempDir private Path folder;

  private HeicToJpeg converting(String command, int parallel) {
    BoundedProcesses processes =
        new BoundedProcesses(new Confinement(Duration.ofSeconds(20), 1L << 30, 5_000_000));
    CommandLine line = new CommandLine(command);
    Converter converter = new Converter(line, line.program("").orElseThrow(), processes);
    return new HeicToJpeg(processes, () -> Optional.of(converter), parallel);
  }

  @Test
  void noMoreRunAtATimeThanAllowed() throws Exception {
    FakeConverter fake = new FakeConverter(folder.resolve("fake"));
    fake.with("photo.jpg", Pictures.sampleAsSeen());
    // a folder can be made by one only, and another beside it by a second
    HeicToJpeg heicToJpeg =
        converting(
            fake.doing(
                "for n in 1 2; do mkdir \"$here/$n\" && mine=$n && break; done",
                "[ -n \"$mine\" ] || exit 9",
                "sleep 0.1",
                "rmdir \"$here/$mine\"",
                "cp \"$here/photo.jpg\" \"$out\""),
            2);
    List<Callable<Path>> all = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      Path work = Files.createDirectory(folder.resolve("work" + n));
      all.add(() -> heicToJpeg.convert(Samples.file("IMG_2041.HEIC"), PictureFormat.HEIC, work));
    }

    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<Path> each : threads.invokeAll(all)) {
        assertThat(each.get()).exists();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whatNoCameraMakesIsNotTried() throws Exception {
    Path huge = folder.resolve("huge.heic");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(300_000_000);
    }

    assertThatThrownBy(
            () -> converting("/bin/true {in} {out}", 1).convert(huge, PictureFormat.HEIC, folder))
        .isInstanceOf(NotConverted.class)
        .hasMessage("it is larger than 250 MB");
  }
}
