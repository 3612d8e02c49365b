package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TakenAtTest {

  @Test
  void readsTheCamerasTimeFromJpegAndHeic() {
    assertThat(TakenAt.of(Samples.bytes("crane.jpg"), "image/jpeg"))
        .contains(LocalDateTime.of(2026, 5, 6, 10, 15));
    assertThat(TakenAt.of(Samples.bytes("IMG_2041.HEIC"), "image/heic"))
        .contains(LocalDateTime.of(2026, 5, 7, 7, 30, 12));
  }

  @Test
  void theHeadOfALargeFileIsEnough() {
    byte[] head = Arrays.copyOf(Samples.bytes("crane.jpg"), 8000);

    assertThat(TakenAt.of(head, "image/jpeg")).contains(LocalDateTime.of(2026, 5, 6, 10, 15));
  }

  @Test
  void aMissingOrImpossibleTimeIsNone() {
    assertThat(TakenAt.of(Samples.bytes("no-exif.jpg"), "image/jpeg")).isEmpty();
    assertThat(TakenAt.of(Samples.bytes("bad-date.jpg"), "image/jpeg")).isEmpty();
    assertThat(TakenAt.of(Samples.bytes("incident-report.pdf"), "application/pdf")).isEmpty();
  }

  @Test
  void survivesAnyDamage() {
    byte[] original = Samples.bytes("crane.jpg");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = original.clone();
      for (int n = 0; n < 40; n++) {
        damaged[4 + random.nextInt(1000)] = (byte) random.nextInt();
      }
      TakenAt.of(damaged, "image/jpeg");
    }
  }
}
