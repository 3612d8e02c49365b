package dev.sitedrop.intake.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.Samples;
import dev.sitedrop.intake.content.Completeness.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {
  private static final Map<String, byte[]> ALL = Formats.all();

  @TempDir private Path folder;

  static Stream<String> formats() {
    return ALL.keySet().stream();
  }

  private static State state(byte[]... parts) {
    return Completeness.of(Formats.joined(parts)).state();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aWholeFileIsWholeHoweverItIsRead(String name) throws IOException {
    byte[] whole = ALL.get(name);
    Path file = Files.write(folder.resolve(name), whole);

    assertThat(state(whole)).isEqualTo(State.COMPLETE);
    assertThat(Completeness.of(file).state()).isEqualTo(State.COMPLETE);
    assertThat(Completeness.of(() -> new ByteArrayInputStream(whole), whole.length).state())
        .isEqualTo(State.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crane.jpg", "site-plan.png", "IMG_2041.HEIC", "incident-report.pdf"})
  void realFilesAreWholeAndHalfOnesAreNot(String name) {
    byte[] whole = Samples.bytes(name);

    assertThat(state(whole)).isEqualTo(State.COMPLETE);
    assertThat(state(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(State.INCOMPLETE);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aFileThatBreaksOffIsCutOffWhereverItDoes(String name) {
    byte[] whole = ALL.get(name);
    for (int tenth = 2; tenth < 10; tenth++) {
      byte[] part = Arrays.copyOf(whole, (int) ((long) whole.length * tenth / 10));

      assertThat(Completeness.of(part).isIncomplete()).as(name + " " + tenth + "/10").isTrue();
    }
  }

  /** As Explorer does it, whose copy has its size from the start. */
  @ParameterizedTest
  @MethodSource("formats")
  void aFileThatHasItsSizeBeforeItsContentIsNotWhole(String name) {
    byte[] whole = ALL.get(name);
    for (int tenth = 1; tenth < 10; tenth++) {
      byte[] part =
          Arrays.copyOf(
              Arrays.copyOf(whole, (int) ((long) whole.length * tenth / 10)), whole.length);

      assertThat(Completeness.of(part).looksWhole()).as(name + " " + tenth + "/10").isFalse();
    }
    assertThat(Completeness.of(new byte[whole.length]).isNothing()).isTrue();
  }

  /** As a download in several pieces leaves it. */
  @ParameterizedTest
  @ValueSource(strings = {"photo.jpg", "plan.png", "photo.webp"})
  void aPictureWithAGapIsNotWhole(String name) {
    byte[] gap = ALL.get(name).clone();
    Arrays.fill(gap, gap.length / 3, gap.length * 2 / 3, (byte) 0);

    assertThat(Completeness.of(gap)).isEqualTo(Completeness.GAPS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif"})
  void aPictureOfOneColourIsWhole(String format) {
    assertThat(state(Formats.blank(format, 3000))).isEqualTo(State.COMPLETE);
  }

  /** Nothing but zeros are its pixels: it waits for a while, and is believed. */
  @ParameterizedTest
  @ValueSource(strings = {"bmp", "tif"})
  void aBlackPictureThatIsNotCompressedIsNotRefused(String format) {
    assertThat(Completeness.of(Formats.blank(format, 300)).isIncomplete()).isFalse();
  }

  @Test
  void whatStandsBehindAPhotoDoesNoHarm() {
    byte[] photo = ALL.get("photo.jpg");
    byte[] samsung = Formats.joined(Formats.film(30_000), Formats.ascii("SEFH....SEFT"));

    assertThat(state(photo, Formats.film(300_000))).isEqualTo(State.COMPLETE);
    assertThat(state(photo, samsung)).isEqualTo(State.COMPLETE);
    assertThat(state(photo, new byte[100_000])).isEqualTo(State.COMPLETE);
    assertThat(state(photo, Formats.image("jpg", 100))).isEqualTo(State.COMPLETE); // MPO
    assertThat(state(ALL.get("plan.png"), new byte[5000])).isEqualTo(State.COMPLETE);
    assertThat(state(ALL.get("plan.gif"), new byte[5000])).isEqualTo(State.COMPLETE);
    assertThat(state(ALL.get("photo.webp"), new byte[5000])).isEqualTo(State.COMPLETE);
    assertThat(state(ALL.get("photo.heic"), Formats.ascii("and a trailer of some maker")))
        .isEqualTo(State.COMPLETE);
    assertThat(state(ALL.get("photo.heic"), Formats.box("mpvd", Formats.film(30_000))))
        .isEqualTo(State.COMPLETE);
  }

  @Test
  void aPhotoIsCutOffThoughItsSmallPictureIsThere() {
    byte[] photo = ALL.get("photo.jpg");
    byte[] small = Formats.image("jpg", 60);
    byte[] segment =
        Formats.joined(
            new byte[] {
              (byte) 0xFF, (byte) 0xE1, (byte) (small.length + 2 >> 8), (byte) (small.length + 2)
            },
            small);
    byte[] whole =
        Formats.joined(
            Arrays.copyOf(photo, 2), segment, Arrays.copyOfRange(photo, 2, photo.length));

    assertThat(state(whole)).isEqualTo(State.COMPLETE);
    assertThat(state(Arrays.copyOf(whole, segment.length + 20_000))).isEqualTo(State.INCOMPLETE);
  }

  @Test
  void whatStandsAroundAPdfDoesNoHarm() {
    byte[] pdf = ALL.get("report.pdf");

    assertThat(state(pdf, Formats.ascii("\n<html>" + "x".repeat(1500) + "</html>")))
        .isEqualTo(State.COMPLETE);
    assertThat(state(pdf, new byte[70_000])).isEqualTo(State.COMPLETE);
    assertThat(state(Formats.ascii("\r\n\r\n"), pdf)).isEqualTo(State.COMPLETE);
    assertThat(state(new byte[128], pdf)).isEqualTo(State.COMPLETE);
  }

  /** One for the web has an end at its start already. */
  @Test
  void aPdfThatTellsItsLengthIsCutOffBeforeIt() {
    byte[] start = Formats.ascii("%PDF-1.4\n1 0 obj<</Linearized 1/L 50000/O 4>>endobj %%EOF\n");

    assertThat(state(start, new byte[200])).isNotEqualTo(State.COMPLETE);
    assertThat(state(start)).isEqualTo(State.INCOMPLETE);
  }

  @Test
  void aRawPhotoIsCutOffBeforeItsLastStrip() {
    ByteBuffer raw = ByteBuffer.allocate(5000).order(ByteOrder.LITTLE_ENDIAN);
    raw.put(Formats.ascii("II*\0")).putInt(8).putShort((short) 3);
    raw.putShort((short) 0x0103).putShort((short) 3).putInt(1).putInt(7);
    raw.putShort((short) 0x0111).putShort((short) 4).putInt(1).putInt(1000);
    raw.putShort((short) 0x0117).putShort((short) 4).putInt(1).putInt(4000);
    raw.putInt(0).position(1000);
    raw.put(Formats.noise(4000));

    assertThat(state(raw.array())).isEqualTo(State.COMPLETE);
    assertThat(state(Arrays.copyOf(raw.array(), 4900))).isEqualTo(State.INCOMPLETE);
    assertThat(state(Arrays.copyOf(Arrays.copyOf(raw.array(), 3000), 5000)))
        .isEqualTo(State.INCOMPLETE);
  }

  @Test
  void ofNoKnownFormatNothingIsKnownButZerosAtTheEndAreDoubtful() {
    assertThat(Completeness.of(Formats.ascii("x"))).isEqualTo(Completeness.UNKNOWN);
    assertThat(Completeness.of(Formats.noise(100_000))).isEqualTo(Completeness.UNKNOWN);
    assertThat(Completeness.of(Formats.joined(Formats.noise(100_000), new byte[100_000])))
        .isEqualTo(Completeness.DOUBTFUL);
  }

  /** A box may last to the end of the file, and a sound may not tell its size. */
  @Test
  void ofAFormatThatDoesNotTellItsEndNothingIsKnown() {
    byte[] open = Formats.box("mdat", Formats.noise(9000));
    ByteBuffer.wrap(open).putInt(0, 0);
    byte[] film =
        Formats.joined(
            Formats.box("ftyp", Formats.ascii("isom\0\0\2\0isommp42")),
            Formats.box("moov", Formats.box("mvhd", new byte[100])),
            open);
    byte[] sound = ALL.get("voice.wav").clone();
    ByteBuffer.wrap(sound).putInt(4, -1);

    assertThat(Completeness.of(film)).isEqualTo(Completeness.UNKNOWN);
    assertThat(Completeness.of(sound)).isEqualTo(Completeness.UNKNOWN);
  }

  /** The small picture has an end as well, and the head of the large one is short. */
  @Test
  void aPhotoIsCutOffRightBehindItsSmallPicture() {
    byte[] photo = ALL.get("photo.jpg");
    byte[] exif = Formats.joined(Formats.ascii("Exif\0\0"), Formats.image("jpg", 60));
    byte[] whole =
        Formats.joined(
            Arrays.copyOf(photo, 2),
            new byte[] {-1, (byte) 0xE1, (byte) (exif.length + 2 >> 8), (byte) (exif.length + 2)},
            exif,
            Arrays.copyOfRange(photo, 2, photo.length));

    assertThat(state(whole)).isEqualTo(State.COMPLETE);
    for (int more : new int[] {-1, 0, 3, 100, 400, 600}) {
      assertThat(state(Arrays.copyOf(whole, 6 + exif.length + more)))
          .as(more + " bytes behind it")
          .isEqualTo(State.INCOMPLETE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 1L << 62, 100})
  void aBoxMayClaimAnySize(long claimed) {
    ByteBuffer crafted = ByteBuffer.allocate(40);
    crafted.putInt(16).put(Formats.ascii("ftypheic")).putInt(0);
    crafted.putInt(1).put(Formats.ascii("mdat")).putLong(claimed);

    assertThat(state(crafted.array())).isEqualTo(State.INCOMPLETE);
  }

  /** Crafted, or damaged: whatever it is, it is looked at without harm. */
  @ParameterizedTest
  @MethodSource("formats")
  void aDamagedFileIsLookedAtWithoutHarm(String name) {
    java.util.Random random = new java.util.Random(7);
    for (int n = 0; n < 200; n++) {
      byte[] damaged = Arrays.copyOf(ALL.get(name), 3000);
      for (int i = 0; i < 20; i++) {
        damaged[8 + random.nextInt(600)] = (byte) random.nextInt();
      }

      assertThat(Completeness.of(damaged)).isNotNull();
    }
  }
}
