package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.TakenAt.FileClock;
import dev.sitedrop.intake.picture.PictureMetadata;
import dev.sitedrop.intake.picture.PictureMetadata.Dated;
import dev.sitedrop.intake.picture.TakeoutMetadata;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TakenAtTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant ARRIVAL = Instant.parse("2026-11-28T20:00:00Z");
  private static final Instant MODIFIED = Instant.parse("2026-11-27T09:15:30Z");

  private static TakenAt of(String name, Instant modified, Dated... dates) {
    return of(name, modified, Optional.empty(), dates);
  }

  private static TakenAt of(
      String name, Instant modified, Optional<TakeoutMetadata> takeout, Dated... dates) {
    return TakenAt.of(
        new PictureMetadata(Arrays.asList(dates), Optional.empty()),
        takeout,
        new IncomingFile(name, 5, modified, InputStream::nullInputStream),
        !name.endsWith(".pdf"),
        FileClock.FILE,
        ARRIVAL,
        ZONE);
  }

  private static Dated original(String text) {
    return new Dated("EXIF DateTimeOriginal", text);
  }

  @Test
  void thePhotoItselfKnowsBestThenTakeoutThenItsNameThenItsFile() {
    Optional<TakeoutMetadata> takeout =
        Optional.of(
            new TakeoutMetadata(
                Optional.of(Instant.parse("2026-05-02T08:00:00Z")), Optional.empty()));

    assertThat(of("IMG-20260503-WA1.jpg", MODIFIED, takeout, original("2026:05:01 10:00:00")))
        .isEqualTo(
            new TakenAt(
                LocalDateTime.parse("2026-05-01T10:00"),
                TakenAt.Nearness.PHOTO,
                "EXIF DateTimeOriginal"));
    assertThat(of("IMG-20260503-WA1.jpg", MODIFIED, takeout))
        .isEqualTo(
            new TakenAt(
                LocalDateTime.parse("2026-05-02T10:00"), TakenAt.Nearness.PHOTO, "Google Takeout"));
    assertThat(of("IMG-20260503-WA1.jpg", MODIFIED))
        .isEqualTo(
            new TakenAt(
                LocalDateTime.parse("2026-05-03T00:00"),
                TakenAt.Nearness.PHOTO,
                "the file's name"));
    assertThat(of("crane.jpg", MODIFIED))
        .isEqualTo(
            new TakenAt(
                LocalDateTime.parse("2026-11-27T10:15:30"),
                TakenAt.Nearness.FILE,
                "the file's own time"));
  }

  @Test
  void theNameOfADocumentIsNoDateOfAPhoto() {
    assertThat(of("Scan 2026-05-03.pdf", MODIFIED).from()).isEqualTo("the file's own time");
  }

  @Test
  void ofADayAloneTheFileKnowsTheHour() {
    assertThat(of("IMG-20261127-WA1.jpg", MODIFIED).at())
        .isEqualTo(LocalDateTime.parse("2026-11-27T10:15:30"));
  }

  @Test
  void theFirstThatCanBeBelievedCounts() {
    TakenAt taken =
        of(
            "crane.jpg",
            MODIFIED,
            original("    :  :     :  :  "),
            original("1980:01:01 00:00:12"),
            new Dated("EXIF DateTimeDigitized", "soon"),
            new Dated("EXIF DateTime", "2026:05:01 10:00:00"));

    assertThat(taken.at()).isEqualTo(LocalDateTime.parse("2026-05-01T10:00"));
    assertThat(taken.from())
        .isEqualTo(
            "EXIF DateTime; not believed: EXIF DateTimeOriginal is 1980:01:01 00:00:12,"
                + " EXIF DateTimeDigitized is soon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970:01:01 00:00:00",
        "1980:01:01 10:00:00",
        "1994:12:31 10:00:00",
        "1999:11:30 00:00:00",
        "2000:01:01 00:03:12",
        "2010:01:01 00:00:00",
        "2002:12:08 12:00:00",
        "2026:11:30 10:00:00",
        "2098:05:06 10:00:00"
      })
  void aCameraWhoseClockWasNotSetIsNotBelieved(String text) {
    assertThat(of("crane.jpg", MODIFIED, original(text)).nearness())
        .isEqualTo(TakenAt.Nearness.FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1995:01:02 10:00:00", "2010:01:01 00:00:07", "2010:01:01", "2026:11:29 09:00:00"})
  void anyOtherDayIsBelieved(String text) {
    assertThat(of("crane.jpg", MODIFIED, original(text)).nearness())
        .isEqualTo(TakenAt.Nearness.PHOTO);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:01Z",
    "1980-01-01T12:00:00Z",
    "1979-12-31T23:00:00Z",
    "2000-01-01T00:00:00Z",
    "1999-12-31T23:30:00Z",
    "2001-01-01T00:00:00Z",
    "2098-05-06T12:00:00Z"
  })
  void aFileOfATimeThatCannotBeIsOfItsArrival(Instant modified) {
    TakenAt taken = of("crane.jpg", modified);

    assertThat(taken.at()).isEqualTo(LocalDateTime.parse("2026-11-28T21:00"));
    assertThat(taken.from())
        .isEqualTo(
            "its arrival; not believed: the file's own time is "
                + LocalDateTime.ofInstant(modified, ZONE));
  }

  @Test
  void whatCannotBeShownIsShownAsItsCode() {
    assertThat(of("crane.jpg", MODIFIED, original("no\ndate" + "x".repeat(500))).from())
        .contains("no\\u000Adate")
        .hasSizeLessThan(150);
  }

  /** Some file systems keep any. */
  @Test
  void aFileOfAYearThatNoDateCanTellIsOfItsArrival() {
    for (Instant far : List.of(Instant.MAX, Instant.MIN, Instant.parse("+12345-01-01T00:00:00Z"))) {
      assertThat(of("crane.jpg", far).nearness()).isEqualTo(TakenAt.Nearness.ARRIVAL);
    }
  }
}
