package dev.sitedrop.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DisksTest {
  private static final Instant NOW = Instant.parse("2026-05-06T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir private Path home;

  @Test
  void aDiskWithHardlyAnySpaceLeftIsNamedWithItsSpool() {
    Path spool = home.resolve("elsewhere");
    Disks disks = new Disks(home, home.toString(), DataSize.ofTerabytes(1_000_000), CLOCK);

    assertThat(disks.troubles())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Trouble.Kind.DISK);
              assertThat(one.what()).startsWith("The disk of " + home + " is full: ");
              assertThat(one.since()).isEqualTo(NOW);
              assertThat(one.remedy()).contains("Free some space");
            });
    assertThat(
            new Disks(home, home.getParent().toString(), DataSize.ofTerabytes(1_000_000), CLOCK)
                .troubles())
        .as("both on one disk")
        .hasSize(1);
    assertThat(new Disks(home, spool.toString(), DataSize.ofBytes(1), CLOCK).troubles()).isEmpty();
    assertThat(
            new Disks(home, "s3://site-photos/spool", DataSize.ofTerabytes(1_000_000), CLOCK)
                .troubles())
        .hasSize(1);
  }
}
