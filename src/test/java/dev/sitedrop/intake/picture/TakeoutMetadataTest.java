package dev.sitedrop.intake.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "x.jpg.json, x.jpg",
    "x.jpg.JSON, x.jpg",
    "x.jpg.supplemental-metadata.json, x.jpg",
    "x.jpg.supplemental-met.json, x.jpg",
    "x.jpg.s.json, x.jpg",
    "x.jpg(1).json, x(1).jpg",
    "x(1).jpg.json, x(1).jpg",
    "x.jpg.supplemental-metadata(1).json, x(1).jpg",
    "x.jpg.json, x-edited.jpg",
    "x.jpg.supplemental-metadata.json, x-bearbeitet.jpg",
    "x.jpg(2).json, x-edited(2).jpg",
    "a_very_long_name_of_a_photo_that_somebody_took.json,"
        + " a_very_long_name_of_a_photo_that_somebody_took_there.jpg",
  })
  void isNamedAsTakeoutDoes(String json, String photo) {
    assertThat(TakeoutMetadata.isNamedFor(json, photo)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "x.jpg.json, y.jpg",
    "x.jpg.json, x(1).jpg",
    "x.jpg(1).json, x.jpg",
    "x.jpg(1).json, x(2).jpg",
    "x.jpg.fields.json, x.jpg",
    "x.jpg.yaml, x.jpg",
    "x.json, x.jpg2",
    "short.json, short_name.jpg",
  })
  void isNotNamedForAnotherPhoto(String json, String photo) {
    assertThat(TakeoutMetadata.isNamedFor(json, photo)).isFalse();
  }
}
