package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  private static final Path PROGRAM = Path.of("/bin/x");

  @Test
  void spacesAreBetweenWordsAndQuotesAroundThem() {
    assertThat(
            new CommandLine("x  -t \"a b\" {in} --to={out}[Q=90]")
                .filledIn(PROGRAM, "in.heic", "out/out.jpg"))
        .containsExactly("/bin/x", "-t", "a b", "in.heic", "--to=out/out.jpg[Q=90]");
  }

  @Test
  void noShellReadsIt() {
    assertThat(new CommandLine("x {in} {out} ; $(id) | y").filledIn(PROGRAM, "a", "b"))
        .containsExactly("/bin/x", "a", "b", ";", "$(id)", "|", "y");
  }

  @Test
  void aProgramIsLookedForOnThePath() {
    assertThat(new CommandLine("sh {in} {out}").program("/nowhere:/bin"))
        .contains(Path.of("/bin/sh"));
    assertThat(new CommandLine("/bin/sh {in} {out}").program("")).contains(Path.of("/bin/sh"));
    assertThat(new CommandLine("sh {in} {out}").program("/nowhere")).isEmpty();
    assertThat(new CommandLine("/bin {in} {out}").program("/bin")).isEmpty();
  }
}
