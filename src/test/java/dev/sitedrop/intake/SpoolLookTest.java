package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.sitedrop.claim.Spool;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;

class SpoolLookTest {
  private final Spool spool = mock(Spool.class);
  private final SpoolLook look = new SpoolLook(spool);

  @Test
  void healthRepeatsWhatWasSeenLast() throws IOException {
    when(spool.place()).thenReturn("s3://site-photos/spool");
    assertThat(look.health().getStatus()).isEqualTo(Status.UP);

    doThrow(new IOException("There is no bucket site-photos")).when(spool).check();
    look.lookAfter();

    assertThat(look.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(look.health().getDetails())
        .containsEntry("problem", "There is no bucket site-photos")
        .containsEntry("place", "s3://site-photos/spool");

    doNothing().when(spool).check();
    look.lookAfter();

    assertThat(look.health().getStatus()).isEqualTo(Status.UP);
  }
}
