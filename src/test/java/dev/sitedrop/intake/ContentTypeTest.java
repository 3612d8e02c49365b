package dev.sitedrop.intake;

import static dev.sitedrop.intake.content.Formats.ascii;
import static dev.sitedrop.intake.content.Formats.box;
import static dev.sitedrop.intake.content.Formats.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.content.Formats;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {
  private final ContentType types =
      new ContentType(
          new IntakeSettings(null, false, true, Set.of("image/jpeg", "image/tiff"), List.of()));

  private static byte[] brands(String brands, byte[]... boxes) {
    return joined(box("ftyp", ascii(brands)), joined(boxes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"r.pdf", "z.jpg", "z.heic", "z.docx", "z.xls", "z.odt", "z.png", "z.dng"})
  void aNameAloneIsNotBelieved(String name) {
    assertThat(types.of(new byte[9000], name)).isEqualTo("application/octet-stream");
    assertThat(types.of(Formats.noise(9000), name)).isEqualTo("application/octet-stream");
    assertThat(types.isNamedWrongly(name, "application/octet-stream")).isTrue();
  }

  @Test
  void aNameTellsWhatBytesCannot() {
    assertThat(types.of(ascii("ISO-10303-21;"), "model.ifc")).isNotEqualTo("application/pdf");
    assertThat(types.isNamedWrongly("x.rvt", "application/octet-stream")).isFalse();
    assertThat(types.of(Formats.zip(java.util.Map.of("a", "b")), "report.docx"))
        .contains("wordprocessingml");
  }

  @Test
  void aPdfMayHaveSomethingBeforeItsStart() {
    byte[] pdf = Formats.pdf(100);
    assertThat(types.of(joined(ascii("\r\n\r\n"), pdf), "a.pdf")).isEqualTo("application/pdf");
    assertThat(types.of(joined(ascii("\u00EF\u00BB\u00BF"), pdf), "a"))
        .isEqualTo("application/pdf");
    assertThat(types.of(joined(new byte[128], pdf), "a")).isEqualTo("application/pdf");
  }

  @ParameterizedTest
  @CsvSource({
    "heic, mif1, image/heic", "heix, mif1, image/heic", "heim, mif1, image/heic",
    "mif1, heic, image/heic", "mif1, miaf, image/heif", "mif2, heic, image/heic",
    "miaf, heic, image/heic", "tmap, heic, image/heic", "avif, mif1, image/avif",
    "miaf, heix, image/heic", "tmap, heix, image/heic", "miaf, avif, image/avif",
    "mif1, avif, image/avif", "avis, msf1, image/avif"
  })
  void heicIsHeicByWhateverBrand(String first, String other, String type) {
    assertThat(types.of(brands(first + "\0\0\0\0" + other, box("meta", new byte[20])), "a.jpg"))
        .isEqualTo(type);
  }

  /** The brands of a general kind do not tell how its pictures are coded; its properties do. */
  @ParameterizedTest
  @ValueSource(strings = {"miaf", "tmap", "mif1", "mif2"})
  void aGeneralBrandIsHeicIfThatIsHowItsPicturesAreCoded(String first) {
    byte[] sample = Samples.bytesOfBrands("IMG_2041.HEIC", first, "mif1");

    assertThat(types.of(sample, "a.jpg")).isEqualTo("image/heic");
  }

  @Test
  void aSequenceIsOneOnlyIfItHasNoPicture() {
    byte[] picture = brands("msf1\0\0\0\0msf1hevc", box("meta", new byte[20]));
    byte[] sequence = brands("hevc\0\0\0\0msf1hevc", box("moov", new byte[20]));

    assertThat(types.of(picture, "a.heic")).isEqualTo("image/heic");
    assertThat(types.of(sequence, "a.heic")).isEqualTo("image/heic-sequence");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.nef", "a.arw", "a.dng", "a.pef", "a.cr2", "a.dcr", "a.tif", "a"})
  void aRawPhotoIsNoTiff(String name) {
    ByteBuffer raw = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    raw.put(ascii("II*\0")).putInt(8).putShort((short) 2);
    raw.putShort((short) 0x010F).putShort((short) 2).putInt(4).putInt(0);
    raw.putShort((short) 0x014A).putShort((short) 4).putInt(1).putInt(50);

    assertThat(types.of(raw.array(), name)).startsWith("image/x-");
    assertThat(types.of(Formats.image("tif", 20), "scan.tif")).isEqualTo("image/tiff");
  }

  @Test
  void otherRawPhotosAreKnownByTheirStart() {
    assertThat(types.of(brands("crx \0\0\0\1crx isom"), "a.CR3")).isEqualTo("image/x-canon-cr3");
    for (String start :
        List.of("FUJIFILMCCD-RAW 0201", "IIRO\b\0\0\0", "IIU\0\b\0\0\0", "FOVb\0\0")) {
      assertThat(types.of(joined(ascii(start), new byte[50]), "a")).startsWith("image/x-raw");
    }
    assertThat(types.of(Samples.bytes("crane.jpg"), "a.dng")).isEqualTo("image/jpeg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/x-raw-nikon",
        "image/x-raw",
        "image/x-canon-cr2",
        "image/x-canon-cr3",
        "image/x-raw-adobe",
        "image/x-raw-fuji"
      })
  void everyRawPhotoIsRefusedInTheSameWords(String type) {
    assertThat(OtherPicture.why(type)).contains("a raw photo").contains("the JPEG that belongs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/avif", "image/jxl", "image/svg+xml", "image/vnd.adobe.photoshop"})
  void otherPicturesArePicturesOfAKindThatIsNotTaken(String type) {
    assertThat(OtherPicture.why(type)).contains("picture of a kind that Procore does not take");
  }
}
