package dev.sitedrop.intake.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IMG-20261128-WA0007.jpg | 2026-11-28T00:00",
        "VID-20261128-WA0007.mp4 | 2026-11-28T00:00",
        "PXL_20261128_101500123.jpg | 2026-11-28T10:15",
        "PXL_20261128_101500123.MP.jpg | 2026-11-28T10:15",
        "IMG_20261128_101500.jpg | 2026-11-28T10:15",
        "IMG_20261128_101500_1.jpg | 2026-11-28T10:15",
        "IMG20261128101500.jpg | 2026-11-28T10:15",
        "VID_20261128_101500.mp4 | 2026-11-28T10:15",
        "20261128_101500.jpg | 2026-11-28T10:15",
        "20261128_101500(0).jpg | 2026-11-28T10:15",
        "Screenshot 2026-11-28 at 10.15.00.png | 2026-11-28T10:15",
        "Screenshot 2026-11-28 at 3.15.00\u202FPM.png | 2026-11-28T15:15",
        "Bildschirmfoto 2026-11-28 um 10.15.00.png | 2026-11-28T10:15",
        "Capture d’écran 2026-11-28 à 10.15.00.png | 2026-11-28T10:15",
        "Screenshot from 2026-11-28 10-15-00.png | 2026-11-28T10:15",
        "Screenshot_20261128-101500.png | 2026-11-28T10:15",
        "Screenshot_20261128-101500_Chrome.jpg | 2026-11-28T10:15",
        "Screenshot_2026-11-28-10-15-00-123_com.app.jpg | 2026-11-28T10:15",
        "2026-11-28 10.15.00.jpg | 2026-11-28T10:15",
        "2026-11-28 10.15.00-1.jpg | 2026-11-28T10:15",
        "WhatsApp Image 2026-11-28 at 10.15.00.jpeg | 2026-11-28T10:15",
        "WhatsApp Image 2026-11-28 at 3.15.00 PM (1).jpeg | 2026-11-28T15:15",
        "signal-2026-11-28-101500.jpg | 2026-11-28T10:15",
        "signal-2026-11-28-101500_002.jpeg | 2026-11-28T10:15",
        "signal-2026-11-28-10-15-00-123.jpg | 2026-11-28T10:15",
        "photo_2026-11-28_10-15-00.jpg | 2026-11-28T10:15",
        "WP_20261128_10_15_00_Pro.jpg | 2026-11-28T10:15",
        "'Foto 28.11.26, 10 15 00.jpg' | 2026-11-28T10:15",
        "'Foto 28.11.2026, 10 15 00.jpg' | 2026-11-28T10:15",
        "'Photo 28-11-2026, 10 15 00.jpg' | 2026-11-28T10:15",
        "'Photo 11-28-26, 3 15 00 PM.jpg' | 2026-11-28T15:15",
        "'Photo 11-08-26, 3 15 00 PM.jpg' | 2026-11-08T15:15",
        "Foto 28.11.2026.jpg | 2026-11-28T00:00",
        "2026-11-28 north facade.jpg | 2026-11-28T00:00",
        "2026-11-28.jpg | 2026-11-28T00:00",
      })
  void isReadFromTheNamesThatPhonesAndProgramsGive(String name, LocalDateTime date) {
    assertThat(NamedDate.of(name).map(WrittenDate::start)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IMG_2041.HEIC",
        "DSC_0012.jpg",
        "20261128.jpg",
        "Plan 20261128-01.png",
        "A-20261128-EG-1.50.png",
        "2026-11-28-07 Schnitt.png",
        "G1-2026-11-28-C.png",
        "+49 2026 1128101.jpg",
        "004920261128.jpg",
        "+20261128101500.jpg",
        "12.20261128101500.jpg",
        "920261128_101500.jpg",
        "IMG_20261328_101500.jpg",
        "IMG_30261128_101500.jpg",
        "Detail 1.2.20, 3-5.jpg",
        "Wall 3.50.26.jpg",
        "1.10.12 10-20.jpg",
        "2026-1128-101500.jpg",
        "Raum 101.28 11.jpg",
      })
  void aNumberOfAPlanOrATelephoneIsNoDate(String name) {
    assertThat(NamedDate.of(name)).isEmpty();
  }
}
