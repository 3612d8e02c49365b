package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What every spool does, whatever it keeps the bytes in. */
abstract class SpoolContract {
  @TempDir Path folder;

  /** Another look at the same spool, as another process would have. */
  abstract Spool spool() throws IOException;

  /** The keys of all that is there, and the names of what should not be there. */
  abstract List<String> kept() throws IOException;

  /** Something changes the bytes that are kept. */
  abstract void overwrite(String key, byte[] bytes) throws IOException;

  static SpoolSettings settings(Path scratch, DataSize segmentSize, int maxSegments) {
    return new SpoolSettings(
        "unused", scratch, segmentSize, maxSegments, Duration.ofDays(1), "", "", null);
  }

  SpoolSettings settings() {
    return settings(folder, DataSize.ofBytes(5_000_000), 100);
  }

  private byte[] read(String key, long offset, int length) throws IOException {
    try (InputStream in = spool().open(key, offset, length)) {
      return in.readNBytes(length);
    }
  }

  static byte[] noise(int size) {
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

    assertThat(read(ticket.key(), 0, bytes.length)).isEqualTo(bytes);
    assertThat(spool().size(ticket.key())).isEqualTo(bytes.length);
    assertThat(ticket.sha256()).isEqualTo(hash("SHA-256", bytes, 0, bytes.length));
    assertThat(ticket.segments())
        .containsExactly(new ClaimedSegment(0, bytes.length, ticket.sha256()));
  }

  @Test
  void hashesEverySegmentOfALargeFile() throws Exception {
    byte[] bytes = noise(12_000_003);

    ClaimCheck ticket = checkIn(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(ticket.sha256()).isEqualTo(hash("SHA-256", bytes, 0, bytes.length));
    assertThat(ticket.segments())
        .extracting(ClaimedSegment::size)
        .containsExactly(5_242_880L, 5_242_880L, 1_514_243L);
    assertThat(ticket.segments().get(1).sha256())
        .isEqualTo(hash("SHA-256", bytes, 5_242_880, 10_485_760));
    assertThat(read(ticket.key(), 5_242_880, 5_242_880))
        .isEqualTo(Arrays.copyOfRange(bytes, 5_242_880, 10_485_760));
    assertThat(read(ticket.key(), 10_485_760, 1_514_243))
        .isEqualTo(Arrays.copyOfRange(bytes, 10_485_760, bytes.length));
  }

  @Test
  void aFileThatEndsWithASegmentHasNoEmptyOneAfterIt() throws Exception {
    byte[] bytes = noise(10_000_000);

    ClaimCheck ticket = checkIn(new ByteArrayInputStream(bytes), bytes.length);

    assertThat(ticket.segments()).hasSize(2);
  }

  @Test
  void keepsNothingOfAFileThatHasAnotherSizeThanListed() throws IOException {
    for (int size : List.of(1000, 9_000_000, 25_000_000)) {
      for (int listed : List.of(size - 1, size + 1)) {
        assertThatThrownBy(() -> checkIn(new ByteArrayInputStream(noise(size)), listed))
            .isInstanceOf(SizeDiffers.class);
      }
    }
    assertThat(kept()).isEmpty();
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
    assertThat(kept()).isEmpty();
  }

  @Test
  void releasesBytesMoreThanOnce() throws Exception {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(10)), 10);

    spool().release(ticket.key());
    spool().release(ticket.key());

    assertThat(kept()).isEmpty();
  }

  @Test
  void takesInWhatFillsItsBuffersExactly() throws Exception {
    for (int size : List.of(1, 128 * 1024, 1024 * 1024, ObjectUpload.PART, ObjectUpload.PART + 1)) {
      byte[] bytes = noise(size);

      ClaimCheck ticket = checkIn(new ByteArrayInputStream(bytes), size);

      assertThat(spool().isIntact(ticket.key(), size, hash("SHA-256", bytes, 0, size))).isTrue();
    }
  }

  @Test
  void keepsAnEmptyFile() throws Exception {
    ClaimCheck ticket = checkIn(InputStream.nullInputStream(), 0);

    assertThat(spool().size(ticket.key())).isZero();
    assertThat(read(ticket.key(), 0, 0)).isEmpty();
    assertThat(spool().isIntact(ticket.key(), 0, ticket.sha256())).isTrue();
  }

  @Test
  void noticesThatBytesWereChangedOrCutOff() throws Exception {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(5000)), 5000);
    assertThat(spool().isIntact(ticket.key(), 5000, ticket.sha256())).isTrue();

    overwrite(ticket.key(), new byte[5000]);
    assertThat(spool().isIntact(ticket.key(), 5000, ticket.sha256())).isFalse();

    overwrite(ticket.key(), new byte[17]);
    assertThat(spool().size(ticket.key())).isEqualTo(17);
    assertThat(spool().isIntact(ticket.key(), 5000, ticket.sha256())).isFalse();
  }

  @Test
  void saysWhichBytesAreMissing() throws Exception {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(10)), 10);
    spool().release(ticket.key());

    assertThatThrownBy(() -> spool().size(ticket.key()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(ticket.key());
    assertThatThrownBy(() -> read(ticket.key(), 0, 10)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> spool().isIntact(ticket.key(), 10, ticket.sha256()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void givesBytesAsAFile() throws Exception {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(300_000)), 300_000);

    try (Scratch scratch = spool().openScratch()) {
      assertThat(spool().fileOf(ticket.key(), scratch)).hasBinaryContent(noise(300_000));
    }
    assertThat(kept()).containsExactly(ticket.key());
  }

  @Test
  void isTheSameForWhoeverSeesTheSameBytes() throws Exception {
    assertThat(spool().id()).isEqualTo(spool().id()).matches("[A-Za-z0-9:/._-]+");
  }

  @Test
  void sweepsWhatNoDeliveryNeeds() throws Exception {
    ClaimCheck needed = checkIn(new ByteArrayInputStream(noise(10)), 10);
    checkIn(new ByteArrayInputStream(noise(11)), 11);

    spool().sweep(Instant.now().plusSeconds(2), needed.key()::equals);

    assertThat(kept()).containsExactly(needed.key());
  }

  @Test
  void sweepsNothingThatIsBeingTakenIn() throws Exception {
    ClaimCheck young = checkIn(new ByteArrayInputStream(noise(10)), 10);

    spool().sweep(Instant.now().minusSeconds(60), key -> false);

    assertThat(kept()).containsExactly(young.key());
  }

  @Test
  void sweepsTheScratchFoldersOfADeadProcess() throws IOException {
    Path left = Files.createDirectories(spool().openScratch().path().resolve("a/b"));
    Files.writeString(left.resolve("half.jpg"), "half");

    spool().sweep(Instant.now().plusSeconds(1), key -> true);

    assertThat(left).doesNotExist();
    assertThat(left.getParent().getParent()).doesNotExist();
  }

  @Test
  void sweepsNoScratchFolderThatIsInUse() throws IOException {
    Path path;
    try (Scratch scratch = spool().openScratch()) {
      path = scratch.path();
      spool().sweep(Instant.now().minusSeconds(60), key -> false);

      assertThat(path).exists();
    }
    assertThat(path).doesNotExist();
  }

  ClaimCheck checkIn(InputStream bytes, long listed) throws IOException {
    return spool().checkIn(bytes, listed, spool().plan(listed));
  }
}
