package dev.sitedrop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.UploadProtocol;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameFileTest {

  @ParameterizedTest(name = "{0} shown as {1}: {2}")
  @CsvSource({
    "crane.jpg, crane.jpg, true",
    "Tower crane (2).jpg, Tower_crane__2_.jpg, true",
    "CRANE.JPG, crane.jpg, true",
    "crane.jpg, other.jpg, false",
    "crane.jpg, , false",
  })
  void aNameMayHaveBeenTidiedUp(String sent, String shown, boolean same) {
    Attachment file =
        new Attachment(
            UUID.randomUUID(),
            0,
            sent,
            "image/jpeg",
            1,
            "",
            "key",
            UploadProtocol.SEGMENTED,
            List.of());

    assertThat(SameFile.is(file, shown, null, "https://x/y")).isEqualTo(same);
  }
}
