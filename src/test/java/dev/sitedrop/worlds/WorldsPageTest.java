package dev.sitedrop.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WorldsPageTest {

  @Test
  void operatingShowsTheOutcomeOfEachWorld() throws Exception {
    String page = Files.readString(Path.of("docs/operating.md"));

    assertThat(NamedWorld.all())
        .allSatisfy(
            world ->
                assertThat(page)
                    .contains("| " + world.name() + " | " + world.description() + " | "));
  }
}
