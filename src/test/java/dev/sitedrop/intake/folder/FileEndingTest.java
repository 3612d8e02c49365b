package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileEndingTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"crane.jpg", "site-plan.png", "IMG_2041.HEIC", "incident-report.pdf"})
  void aWholeFileHasItsEndAndAHalfOneHasNot(String name) throws IOException {
    byte[] whole = Samples.bytes(name);
    Path half = folder.resolve("half");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));

    assertThat(FileEnding.isThere(Samples.file(name))).isTrue();
    assertThat(FileEnding.isThere(half)).isFalse();
  }

  @Test
  void anEmptyFileHasNoneAndAnUnknownFormatAlways() throws IOException {
    Path file = folder.resolve("file");
    Files.createFile(file);
    assertThat(FileEnding.isThere(file)).isFalse();

    Files.writeString(file, "x");
    assertThat(FileEnding.isThere(file)).isTrue();
  }
}
