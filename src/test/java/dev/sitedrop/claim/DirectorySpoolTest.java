package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

class DirectorySpoolTest extends SpoolContract {
  @Override
  DirectorySpool spool() throws IOException {
    return new DirectorySpool(
        folder, settings(), new ScratchSpace(folder), ForkJoinPool.commonPool());
  }

  @Override
  List<String> kept() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  @Override
  void overwrite(String key, byte[] bytes) throws IOException {
    Files.write(spool().file(key), bytes);
  }

  @Test
  void sweepsHalfWrittenFiles() throws Exception {
    ClaimCheck needed = checkIn(new ByteArrayInputStream(noise(10)), 10);
    Files.writeString(spool().file(needed.key()).resolveSibling("half"), "half");

    spool().sweep(Instant.now().plusSeconds(1), needed.key()::equals);

    assertThat(kept()).containsExactly(needed.key());
  }

  @Test
  void staysTheSameWhenItIsSweptOrMoved() throws Exception {
    String id = spool().id();

    spool().sweep(Instant.now().plusSeconds(60), key -> false);
    Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
    Files.move(folder, moved);

    try {
      assertThat(
              new DirectorySpool(
                      moved, settings(), new ScratchSpace(moved), ForkJoinPool.commonPool())
                  .id())
          .isEqualTo(id);
    } finally {
      Files.move(moved, folder);
    }
  }

  @Test
  void copiesThatMarkItAtTheSameMomentAgree() {
    Set<String> ids =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    return spool().id();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(1);
    assertThat(folder.toFile().list()).containsExactly("id");
  }

  @Test
  void bytesAreNotGoneWhileItsFileSystemIsNotMounted() throws Exception {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(10)), 10);
    DirectorySpool spool = spool();
    Path mounted = folder.resolveSibling(folder.getFileName() + "-elsewhere");
    Files.move(folder, mounted);
    Files.createDirectory(folder);

    assertThatThrownBy(() -> spool.size(ticket.key()))
        .isNotInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("is not there. Look whether its file system is mounted");
    assertThatThrownBy(() -> spool.open(ticket.key(), 0, 10))
        .isNotInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> spool.checkIn(new ByteArrayInputStream(noise(10)), 10, spool.plan(10)))
        .hasMessageContaining("is not there");
    assertThatThrownBy(spool::check).hasMessageContaining("is not there");

    FileSystemUtils.deleteRecursively(folder);
    Files.move(mounted, folder);
    assertThat(spool.size(ticket.key())).isEqualTo(10);
    spool.check();
  }
}
