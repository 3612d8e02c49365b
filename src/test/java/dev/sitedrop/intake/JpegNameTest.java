package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JpegNameTest {

  @Test
  void theEndingIsExchanged() {
    assertThat(JpegName.of("IMG_2041.HEIC", List.of())).isEqualTo("IMG_2041.jpg");
    assertThat(JpegName.of("a.b.heif", List.of("c.jpg"))).isEqualTo("a.b.jpg");
    assertThat(JpegName.of("DSCF0001.HIF", List.of())).isEqualTo("DSCF0001.jpg");
  }

  @Test
  void aWrongEndingIsPutRightAndALackingOneAdded() {
    assertThat(JpegName.of("photo.jpeg", List.of())).isEqualTo("photo.jpg");
    assertThat(JpegName.of("level 3.2", List.of())).isEqualTo("level 3.2.jpg");
  }

  @Test
  void anotherFilesNameIsNotTaken() {
    assertThat(JpegName.of("IMG_1.HEIC", List.of("IMG_1.JPG"))).isEqualTo("IMG_1.HEIC.jpg");
  }
}
