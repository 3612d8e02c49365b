package dev.sitedrop.intake.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeoutMetadataTest {

  private static Optional<TakeoutMetadata> read(String json) {
    return TakeoutMetadata.of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tellsDateAndDescription() {
    TakeoutMetadata told =
        read("{'title':'x.jpg','description':'North façade','photoTakenTime':"
                + "{'timestamp':'1646366767','formatted':'4 Mar 2022, 04:06:07 UTC'}}")
            .orElseThrow();

    assertThat(told.takenAt()).contains(Instant.ofEpochSecond(1646366767));
    assertThat(told.description()).contains("North façade");
  }

  @Test
  void theTimeOfTheUploadIsNotThatOfThePhoto() {
    TakeoutMetadata told =
        read("{'title':'x.jpg','description':'','creationTime':{'timestamp':'1646366767'}}")
            .orElseThrow();

    assertThat(told.takenAt()).isEmpty();
    assertThat(told.description()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'description':'ours'}",
        "{'title':'x.jpg'}",
        "[1]",
        "",
        "no JSON",
        "{'title':'x','photoTakenTime':{'timestamp':"
      })
  void anyOtherJsonIsNotTakeouts(String json) {
    assertThat(read(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "99999999999999999999", "0", "9223372036854775807"})
  void aTimeThatIsNoneIsNone(String seconds) {
    assertThat(
            read("{'title':'x','photoTakenTime':{'timestamp':'" + seconds + "'}}")
                .orElseThrow()
                .takenAt())
        .isEmpty();
  }
}
