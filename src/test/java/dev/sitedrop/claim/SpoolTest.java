package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SpoolTest {
  @TempDir private Path folder;

  private Spool spool() throws IOException {
    return new Spool(new SpoolSettings(folder, DataSize.ofBytes(5_000_000), 100));
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String hash(String algorithm, byte[] bytes, int from, int to) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance(algorithm).digest(Arrays.copyOfRange(bytes, from, to)));
  }

  @Test
  void keepsTheBytesAndTheirHash() throws Exception {
    byte[] bytes = noise(300_001);

    ClaimCheck ticket = checkIn(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(Files.readAllBytes(spool().file(ticket.key()))).isEqualTo(bytes);
    assertThat(ticket.sha256()).isEqualTo(hash("SHA-256", bytes, 0, bytes.length));
    assertThat(ticket.segments())
        .containsExactly(
            new ClaimedSegment(
                0, bytes.length, ticket.sha256(), hash("MD5", bytes, 0, bytes.length)));
  }

  @Test
  void hashesEverySegmentOfALargeFile() throws Exception {
    byte[] bytes = noise(12_000_003);

    ClaimCheck ticket = checkIn(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(ticket.sha256()).isEqualTo(hash("SHA-256", bytes, 0, bytes.length));
    assertThat(ticket.segments())
        .extracting(ClaimedSegment::size)
        .containsExactly(5_242_881L, 5_242_881L, 1_514_241L);
    assertThat(ticket.segments().get(1).sha256())
        .isEqualTo(hash("SHA-256", bytes, 5_242_881, 10_485_762));
    assertThat(ticket.segments().get(2).md5())
        .isEqualTo(hash("MD5", bytes, 10_485_762, bytes.length));
  }

  @Test
  void aFileThatEndsWithASegmentHasNoEmptyOneAfterIt() throws Exception {
    byte[] bytes = noise(10_000_000);

    ClaimCheck ticket = checkIn(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(ticket.segments()).hasSize(2);
  }

  @Test
  void keepsNothingOfAFileThatHasAnotherSizeThanListed() throws IOException {
    for (int listed : List.of(999, 1001)) {
      assertThatThrownBy(() -> checkIn(new ByteArrayInputStream(noise(1000)), listed))
          .isInstanceOf(SizeDiffers.class);
    }
    assertThat(spooled()).isEmpty();
  }

  @Test
  void keepsNothingOfAFileThatCannotBeReadToItsEnd() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }
        };

    assertThatThrownBy(() -> checkIn(broken, 10)).hasMessageContaining("the disk is gone");
    assertThat(spooled()).isEmpty();
  }

  @Test
  void releasesBytesMoreThanOnce() throws IOException {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(10)), 10);

    spool().release(ticket.key());
    spool().release(ticket.key());

    assertThat(spooled()).isEmpty();
  }

  @Test
  void sweepsWhatNoDeliveryNeeds() throws IOException {
    ClaimCheck needed = checkIn(new ByteArrayInputStream(noise(10)), 10);
    ClaimCheck orphan = checkIn(new ByteArrayInputStream(noise(11)), 11);
    Files.writeString(spool().file(needed.key()).resolveSibling("half"), "half");

    spool().sweep(Instant.now().plusSeconds(1), needed.key()::equals);

    assertThat(spooled()).containsExactly(spool().file(needed.key()));
    assertThat(spool().file(orphan.key())).doesNotExist();
  }

  @Test
  void sweepsNothingThatIsBeingTakenIn() throws IOException {
    ClaimCheck young = checkIn(new ByteArrayInputStream(noise(10)), 10);

    spool().sweep(Instant.now().minusSeconds(60), key -> false);

    assertThat(spool().file(young.key())).exists();
  }

  @Test
  void sweepsTheScratchFoldersOfADeadProcess() throws IOException {
    Path left = Files.createDirectories(spool().openScratch().path().resolve("a/b"));
    Files.writeString(left.resolve("half.jpg"), "half");

    spool().sweep(Instant.now().plusSeconds(1), key -> true);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void sweepsNoScratchFolderThatIsInUse() throws IOException {
    try (Scratch scratch = spool().openScratch()) {
      spool().sweep(Instant.now().minusSeconds(60), key -> false);

      assertThat(scratch.path()).exists();
    }
    assertThat(folder).isEmptyDirectory();
  }

  private ClaimCheck checkIn(InputStream bytes, long listed) throws IOException {
    return spool().checkIn(bytes, listed, spool().plan(listed));
  }

  private List<Path> spooled() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
