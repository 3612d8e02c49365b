package dev.sitedrop.intake.picture;

import static dev.sitedrop.MadePictures.DATE_TIME;
import static dev.sitedrop.MadePictures.DESCRIPTION;
import static dev.sitedrop.MadePictures.DIGITIZED;
import static dev.sitedrop.MadePictures.ORIGINAL;
import static dev.sitedrop.MadePictures.chunk;
import static dev.sitedrop.MadePictures.exif;
import static dev.sitedrop.MadePictures.exifSegment;
import static dev.sitedrop.MadePictures.heic;
import static dev.sitedrop.MadePictures.iptcSegment;
import static dev.sitedrop.MadePictures.jpeg;
import static dev.sitedrop.MadePictures.png;
import static dev.sitedrop.MadePictures.text;
import static dev.sitedrop.MadePictures.tiff;
import static dev.sitedrop.MadePictures.webp;
import static dev.sitedrop.MadePictures.xmp;
import static dev.sitedrop.MadePictures.xmpSegment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.picture.PictureMetadata.Dated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureMetadataTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int HEAD = 4096;
  private static final byte[] EXIF = exif("2022:03:04 05:06:07");
  private static final byte[] NONE = new byte[0];

  private final AtomicLong read = new AtomicLong();

  private PictureMetadata read(byte[] file) throws IOException {
    read.set(0);
    return PictureMetadata.of(
        new PictureBytes(
            Arrays.copyOf(file, Math.min(HEAD, file.length)),
            file.length,
            (offset, length) -> {
              read.addAndGet(length);
              int end = (int) Math.min(file.length, offset + length);
              return Arrays.copyOfRange(file, (int) Math.min(offset, end), end);
            }),
        ZONE);
  }

  private void assertFound(byte[] file) throws IOException {
    assertThat(read(file).dates())
        .first()
        .isEqualTo(new Dated("EXIF DateTimeOriginal", "2022:03:04 05:06:07"));
  }

  @Test
  void theSamplesOfCamerasTellTheirTime() throws Exception {
    assertThat(read(Samples.bytes("crane.jpg")).dates().get(0).text())
        .isEqualTo("2026:05:06 10:15:00");
    assertThat(read(Samples.bytes("IMG_2041.HEIC")).dates().get(0).text())
        .isEqualTo("2026:05:07 07:30:12");
    assertThat(read(Samples.bytes("no-exif.jpg")).dates()).isEmpty();
    assertThat(read(Samples.bytes("incident-report.pdf"))).isEqualTo(PictureMetadata.NONE);
  }

  @Test
  void onlyWhatIsNeededOfALargeFileIsRead() throws Exception {
    int large = 20_000_000;
    assertFound(heic("heic", large, "Exif", EXIF, false));
    assertThat(read.get()).as("of HEIC").isLessThan(100_000);
    assertFound(heic("avif", large, "Exif", EXIF, false));
    assertFound(webp(large, "EXIF", EXIF));
    assertThat(read.get()).as("of WebP").isLessThan(100_000);
    assertFound(png(NONE, 2500, chunk("eXIf", EXIF)));
    assertThat(read.get()).as("of PNG").isLessThan(1_000_000);
    assertFound(tiff(large, Map.of(), Map.of(ORIGINAL, "2022:03:04 05:06:07")));
    assertThat(read.get()).as("of TIFF").isLessThan(100_000);
  }

  @Test
  void theEntriesComeInTheOrderInWhichTheyAreAsked() throws Exception {
    byte[] photo =
        jpeg(
            xmpSegment(
                xmp("exif:DateTimeOriginal='4' photoshop:DateCreated='5' xmp:CreateDate='6'")),
            exifSegment(
                tiff(
                    Map.of(DATE_TIME, "3-written"), Map.of(ORIGINAL, " ", DIGITIZED, "2-written"))),
            exifSegment(exif("1-written")));

    assertThat(read(photo).dates())
        .extracting(dated -> dated.by() + " " + dated.text().strip())
        .containsExactly(
            "EXIF DateTimeOriginal ",
            "EXIF DateTimeOriginal 1-written",
            "EXIF DateTimeDigitized 2-written",
            "EXIF DateTime 3-written",
            "XMP exif:DateTimeOriginal 4",
            "XMP photoshop:DateCreated 5",
            "XMP xmp:CreateDate 6");
  }

  @Test
  void whatPngSaysItselfComesLast() throws Exception {
    byte[] picture =
        png(
            text("Creation Time", "2022-03-04"),
            2,
            chunk("tIME", new byte[] {7, (byte) 0xE6, 3, 4, 23, 30, 0}));

    assertThat(read(picture).dates())
        .containsExactly(
            new Dated("PNG Creation Time", "2022-03-04"),
            new Dated("PNG tIME", "2022-03-05T00:30"));
  }

  @Test
  void theCaptionIsThatOfXmpThenOfIptcThenOfExif() throws Exception {
    byte[] inExif = exifSegment(tiff(Map.of(DESCRIPTION, "In EXIF, größer"), Map.of()));
    byte[] inIptc = iptcSegment("In IPTC, größer");
    byte[] inXmp =
        xmpSegment(
            xmp(
                "",
                "<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>In XMP</rdf:li></rdf:Alt>"
                    + "</dc:description>"));

    assertThat(read(jpeg(inExif, inIptc, inXmp)).caption()).contains("In XMP");
    assertThat(read(jpeg(inExif, inIptc)).caption()).contains("In IPTC, größer");
    assertThat(read(jpeg(inExif)).caption()).contains("In EXIF, größer");
    assertThat(read(jpeg()).caption()).isEmpty();
  }

  @Test
  void aDamagedBlockHidesNoOther() throws Exception {
    byte[] broken = EXIF.clone();
    Arrays.fill(broken, 2, 20, (byte) 0x7F);

    assertFound(jpeg(exifSegment(broken), xmpSegment("<x"), exifSegment(EXIF)));
  }

  @Test
  void anEntityOfXmpIsNotFollowed() throws Exception {
    String bomb =
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
            + xmp("photoshop:DateCreated='&b;'");

    assertThat(read(jpeg(xmpSegment(bomb))).dates()).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadNowIsNotOneWithoutADate() {
    PictureBytes file =
        new PictureBytes(
            Arrays.copyOf(webp(100_000, "EXIF", EXIF), HEAD),
            100_200,
            (offset, length) -> {
              throw new IOException("the line is cut");
            });

    assertThatThrownBy(() -> PictureMetadata.of(file, ZONE)).hasMessage("the line is cut");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "webp", "heic", "tiff"})
  void survivesAnyDamageAndReadsNoMoreThanItMay(String kind) throws Exception {
    byte[] whole =
        switch (kind) {
          case "jpeg" -> jpeg(exifSegment(EXIF), xmpSegment(xmp("xmp:CreateDate='6'")));
          case "png" -> png(text("Creation Time", "2022"), 3, chunk("eXIf", EXIF));
          case "webp" -> webp(9000, "EXIF", EXIF);
          case "heic" -> heic("heic", 9000, "Exif", EXIF, false);
          default -> tiff(9000, Map.of(DESCRIPTION, "x"), Map.of(ORIGINAL, "2022:03:04"));
        };
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int n = 0; n < 20; n++) {
        int within = random.nextBoolean() ? 300 : damaged.length - 12;
        damaged[12 + random.nextInt(Math.min(within, damaged.length - 12))] =
            (byte) random.nextInt();
      }
      read(damaged);
      assertThat(read.get()).isLessThanOrEqualTo(8L * 1024 * 1024);
    }
  }

  @Test
  void xmpInAHeicItemIsFound() throws Exception {
    byte[] packet = xmp("xmp:CreateDate='2022-03-04'").getBytes(StandardCharsets.UTF_8);

    assertThat(read(heic("heic", 300_000, "mime", packet, true)).dates())
        .containsExactly(new Dated("XMP xmp:CreateDate", "2022-03-04"));
    assertThat(read(webp(300_000, "XMP ", packet)).dates()).hasSize(1);
  }
}
