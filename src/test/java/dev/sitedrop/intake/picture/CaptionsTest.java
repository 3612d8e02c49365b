package dev.sitedrop.intake.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OLYMPUS DIGITAL CAMERA",
        "OLYMPUS DIGITAL CAMERA         ",
        "KONICA MINOLTA DIGITAL CAMERA",
        "SAMSUNG",
        "SONY DSC",
        "DCIM\\100MEDIA\\DJI_0012.JPG",
        "DCIM/100MEDIA/DJI_0012.JPG",
        "default",
        "Default",
        "IMG_2041.JPG",
        "Digital Still Camera",
        "edf",
        "cof",
        "oznor",
        "---",
        "\0\0\0",
        "   ",
        "Created with GIMP",
      })
  void whatACameraWritesIntoEachIsNone(String text) {
    assertThat(Captions.in(List.of(text))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "North facade",
        "Gerüst",
        "floor",
        "door",
        "301",
        "Decke über EG, Riss",
        "北立面",
        "Crane made by Liebherr",
        "Sony building, entrance",
      })
  void whatSomebodyWroteIsOne(String text) {
    assertThat(Captions.in(List.of("SAMSUNG", text))).contains(text);
  }

  @Test
  void itIsTextAndNoLongerThanThatOfAMail() {
    assertThat(Captions.in(List.of(" One\r\ntwo\0\u0007 \uD83D "))).contains("One\ntwo");
    assertThat(Captions.in(List.of("a" + "😀".repeat(20_000))).orElseThrow())
        .hasSize(10_000)
        .endsWith("😀…");
  }
}
