package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".hidden",
        "~$plan.docx",
        "a.jpg.part",
        "A.CRDOWNLOAD",
        "x.tmp",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
        "x.filepart",
        "backup~"
      })
  void leavesAlone(String name) {
    assertThat(LeftAlone.isSo(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jpg", "part.jpg", "~a.jpg", "tmp", "Thumbs.db.jpg", "-x"})
  void takes(String name) {
    assertThat(LeftAlone.isSo(name)).isFalse();
  }

  @Test
  void tellsSidecarsFromFiles() {
    assertThat(Sidecars.fileOf("a.jpg.yaml")).contains("a.jpg");
    assertThat(Sidecars.fileOf("a.jpg.JSON")).contains("a.jpg");
    assertThat(Sidecars.fileOf("a.jpg")).isEmpty();
    assertThat(Sidecars.isSurely("a.jpg.yml")).isTrue();
    assertThat(Sidecars.isSurely("data.json")).isFalse();
    assertThat(Sidecars.isOfGroup("Accident.YAML")).isTrue();
  }

  @Test
  void findsAFreeNameWithoutLosingTheExtension() throws IOException {
    Files.createFile(folder.resolve("a.jpg"));
    Files.createFile(folder.resolve("a (2).jpg"));
    Files.createFile(folder.resolve("none"));

    assertThat(FreeName.in(folder, "a.jpg").getFileName()).hasToString("a (3).jpg");
    assertThat(FreeName.in(folder, "none").getFileName()).hasToString("none (2)");
    assertThat(FreeName.in(folder, "b.jpg").getFileName()).hasToString("b.jpg");
  }

  @Test
  void shortensALongNameSoThatTheSuffixFits() {
    String longest = "é".repeat(125) + "x.jpg";
    String other = "é".repeat(125) + "y.jpg";

    String receipt = FreeName.withSuffix(longest, ".receipt.json");

    assertThat(receipt.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
    assertThat(receipt).endsWith(".receipt.json");
    assertThat(receipt).isNotEqualTo(FreeName.withSuffix(other, ".receipt.json"));
    assertThat(FreeName.withSuffix("a.jpg", ".receipt.json")).isEqualTo("a.jpg.receipt.json");
  }
}
