package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.power.Disk;
import dev.sitedrop.power.Disk.Cut;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

/** What is checked in is whole after a power cut, in folders that are there after it. */
class SpoolPowerCutTest {
  private static final int LARGE = 70 << 20;

  @TempDir Path folder;

  private Disk disk;

  private DirectorySpool spool(Path place) throws IOException {
    return new DirectorySpool(
        place.resolve("home/spool"),
        SpoolContract.settings(folder.resolve("scratch"), DataSize.ofBytes(5_000_000), 100),
        new ScratchSpace(folder.resolve("scratch")),
        ForkJoinPool.commonPool());
  }

  private DirectorySpool spoolOnDisk() throws IOException {
    disk = new Disk(folder.resolve("disk"), folder.resolve("kept"));
    return spool(disk.path(folder.resolve("disk")));
  }

  private static ClaimCheck checkIn(Spool spool, int size) throws IOException {
    return spool.checkIn(
        new ByteArrayInputStream(SpoolContract.noise(size)), size, spool.plan(size));
  }

  private void assertIntact(ClaimCheck ticket) throws IOException {
    DirectorySpool after = spool(folder.resolve("disk"));
    assertThat(after.file(ticket.key())).exists();
    assertThat(after.isIntact(ticket.key(), ticket.size(), ticket.sha256())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void theFirstOfItsFolders(Cut cut) throws Exception {
    ClaimCheck ticket = checkIn(spoolOnDisk(), 300_001);

    disk.cut(cut, new Random());

    assertIntact(ticket);
  }

  /** What waits in it bears the mark. */
  @ParameterizedTest
  @EnumSource
  void itsMark(Cut cut) throws Exception {
    String id = spoolOnDisk().id();

    disk.cut(cut, new Random());

    assertThat(spool(folder.resolve("disk")).id()).isEqualTo(id);
  }

  /** So many that most of the folders are there already. */
  @Test
  void eachOfMany() throws Exception {
    DirectorySpool spool = spoolOnDisk();
    List<ClaimCheck> tickets =
        IntStream.range(0, 600).mapToObj(i -> unchecked(spool, 1000 + i)).toList();

    disk.cut(Cut.KEEPS_NOTHING, new Random());

    for (ClaimCheck ticket : tickets) {
      assertIntact(ticket);
    }
  }

  private static ClaimCheck unchecked(Spool spool, int size) {
    try {
      return checkIn(spool, size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of these a part was forced while the rest came. */
  @Test
  void aLargeOne() throws Exception {
    ClaimCheck ticket = checkIn(spoolOnDisk(), LARGE);

    disk.cut(Cut.KEEPS_NOTHING, new Random());

    assertIntact(ticket);
  }

  /** Another process knows of folders that it has not made. */
  @Test
  void inAFolderThatAnotherHasJustMade() throws Exception {
    DirectorySpool spool = spoolOnDisk();
    Path root = disk.path(folder.resolve("disk/home/spool"));
    for (int i = 0; i < 256; i++) {
      Files.createDirectory(root.resolve(String.format("%02x", i)));
    }
    ClaimCheck ticket = checkIn(spool, 10);

    disk.cut(Cut.KEEPS_NOTHING, new Random());

    assertIntact(ticket);
  }
}
