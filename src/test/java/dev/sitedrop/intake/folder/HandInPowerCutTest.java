package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.power.Disk;
import dev.sitedrop.power.Disk.Cut;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a route has handed in is nowhere else. */
class HandInPowerCutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aCopyAndWhatIsSaidOfItAreThere(Cut cut) throws Exception {
    Path real = folder.resolve("disk");
    Disk disk = new Disk(real, folder.resolve("kept"));
    HandedIn files = new HandedIn(disk.path(real), FolderNames.HIDDEN, null, null);

    files.keep(
        "crane.jpg", 1L, new ByteArrayInputStream(new byte[1000]), Map.of("description", "x"));
    disk.cut(cut, new Random());

    assertThat(Files.size(real.resolve("crane.jpg"))).isEqualTo(1000);
    assertThat(real.resolve("crane.jpg.yaml")).hasContent("{\"description\":\"x\"}");
  }
}
