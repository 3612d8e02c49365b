package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 62, 100})
  void aBoxMayClaimAnySize(long claimed) throws IOException {
    ByteBuffer crafted = ByteBuffer.allocate(40);
    crafted.putInt(16).put("ftypheic".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    crafted.putInt(1).put("mdat".getBytes(StandardCharsets.US_ASCII)).putLong(claimed);
    Path file = folder.resolve("crafted.heic");
    Files.write(file, crafted.array());

    assertThat(FileEnding.isThere(file)).isEqualTo(claimed < 0);
  }
}
