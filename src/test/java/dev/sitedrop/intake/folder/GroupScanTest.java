package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.LeftAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupScanTest {

  /** People give up accidents, and rename their folders. */
  @Test
  void foldersThatAreGoneAreForgotten(@TempDir Path home) throws IOException {
    GroupScan scan = new GroupScan(new ReportedOnce(), LeftAlone.KNOWN_ONES);
    Path folder = Files.createDirectory(home.resolve("accident"));
    Files.writeString(folder.resolve("photo.jpg"), "x");

    for (int i = 0; i < GroupScan.MOST + 100; i++) {
      folder = Files.move(folder, home.resolve("accident" + i));
      assertThat(scan.find(null, folder)).isEmpty();
    }

    assertThat(scan.remembered()).isLessThanOrEqualTo(GroupScan.MOST);
  }
}
