package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.FolderNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandInLeftoversTest {
  @TempDir private Path folder;
  private HandInLeftovers leftovers;

  @BeforeEach
  void leave() throws IOException {
    leftovers = new HandInLeftovers(folder, FolderNames.HIDDEN);
    for (String name :
        new String[] {"half.jpg", "half.jpg.yaml", "waiting.jpg", "waiting.jpg.yaml"}) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void removesOldCopiesWithWhatWasSaidOfThemUnlessTheLedgerWaits() throws IOException {
    leftovers.removeCopies(Instant.now().plusSeconds(60), copy -> copy.endsWith("waiting.jpg"));

    assertThat(folder)
        .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("half"))
        .isDirectoryContaining(path -> path.endsWith("waiting.jpg"))
        .isDirectoryContaining(path -> path.endsWith("waiting.jpg.yaml"));
  }

  @Test
  void leavesWhatMayBeUnderWay() throws IOException {
    leftovers.removeCopies(Instant.now().minusSeconds(60), copy -> false);

    assertThat(folder).isDirectoryContaining(path -> path.endsWith("half.jpg"));
  }

  @Test
  void setsAsideWhatTheLedgerDoesNotKnowAndLeavesTheRest() throws IOException {
    UUID known = UUID.randomUUID();
    UUID unknown = UUID.randomUUID();
    for (String arrival : new String[] {known.toString(), unknown.toString(), "somebody's own"}) {
      Files.createDirectories(folder.resolve(".accepted").resolve(arrival));
      Files.writeString(folder.resolve(".accepted").resolve(arrival).resolve("a.jpg"), "a");
    }

    leftovers.setUnknownAside(known::equals);

    assertThat(folder.resolve(".accepted").resolve(known.toString())).exists();
    assertThat(folder.resolve(".accepted/somebody's own")).exists();
    assertThat(folder.resolve(".accepted").resolve(unknown.toString())).doesNotExist();
    assertThat(folder.resolve(".failed/a.jpg")).exists();
    assertThat(folder.resolve(".failed/a.jpg.reason.txt")).content().contains("hand it in again");
  }
}
