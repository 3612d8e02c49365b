package dev.sitedrop.intake.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakeoutNameTest {

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
    assertThat(TakeoutName.isNamedFor(json, photo)).isTrue();
    assertThat(TakeoutName.keysOf(json)).containsAnyElementsOf(TakeoutName.keysOfPhoto(photo));
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
    assertThat(TakeoutName.isNamedFor(json, photo)).isFalse();
  }

  @Test
  void tellsWhatGooglePhotosMadeOfAnother() {
    assertThat(TakeoutName.isEdited("x-edited.jpg")).isTrue();
    assertThat(TakeoutName.isEdited("x-bearbeitet(1).jpg")).isTrue();
    assertThat(TakeoutName.isEdited("x(1)-edited.jpg")).isTrue();
    assertThat(TakeoutName.isEdited("unedited.jpg")).isFalse();
  }
}
