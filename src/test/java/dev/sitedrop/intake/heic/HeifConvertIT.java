package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import dev.sitedrop.Pictures;
import dev.sitedrop.Samples;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import dev.sitedrop.needs.Programs;
import java.awt.Color;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the converter of Debian's package libheif-examples, which is found by itself. */
@Needs({Need.HEIF_CONVERT, Need.PRLIMIT})
class HeifConvertIT {
  private static final Color[] COLOURS = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};

  @TempDir private Path folder;
  private Converter converter;
  private int conversions;

  @BeforeEach
  void find() throws Exception {
    BoundedProcesses processes =
        new BoundedProcesses(new Confinement(Duration.ofSeconds(60), 2L << 30, 1L << 30));
    converter =
        new ConverterChoice(processes)
            .find(HeicFormat.AUTO, "", Files.createDirectory(folder.resolve("trial")))
            .orElseThrow();
  }

  private Path convert(Path heic) throws Exception {
    return converter.convert(heic, Files.createDirectory(folder.resolve("work" + conversions++)));
  }

  /** A HEIC file of these pictures, the first of which is the primary one. */
  private Path heic(byte[]... jpegs) throws Exception {
    return encoded("made.heic", List.of(), jpegs);
  }

  private Path encoded(String name, List<String> options, byte[]... jpegs) throws Exception {
    Path heic = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("heif-enc", "-q", "60", "-o", heic.toString()));
    command.addAll(options);
    for (byte[] jpeg : jpegs) {
      Path file = folder.resolve("made" + command.size() + ".jpg");
      command.add(Files.write(file, jpeg).toString());
    }
    Process encoder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("encoder.txt").toFile())
            .start();
    assertThat(encoder.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(encoder.exitValue()).isZero();
    return heic;
  }

  private static String timeOf(Path jpeg) throws Exception {
    return ImageMetadataReader.readMetadata(jpeg.toFile())
        .getFirstDirectoryOfType(ExifSubIFDDirectory.class)
        .getString(ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL);
  }

  @Test
  void itIsTheOneThatIsFound() {
    assertThat(converter.command().written()).startsWith("heif-convert ");
  }

  @Test
  void aPhotoKeepsItsSizeItsColoursAndItsTime() throws Exception {
    byte[] photo =
        Pictures.withExif(Pictures.jpeg(4032, 3024, COLOURS), 1, ByteOrder.LITTLE_ENDIAN);

    Path jpeg = convert(heic(photo));

    assertThat(ImageIO.read(jpeg.toFile()).getWidth()).isEqualTo(4032);
    assertThat(ImageIO.read(jpeg.toFile()).getHeight()).isEqualTo(3024);
    assertThat(Pictures.coloursOf(Files.readAllBytes(jpeg))).containsExactly(COLOURS);
    assertThat(timeOf(jpeg)).isEqualTo("2026:05:07 14:30:00");
  }

  @Test
  void aPhotoKeepsItsPlace() throws Exception {
    byte[] photo = Pictures.withPlace(Pictures.jpeg(640, 480, COLOURS));

    Path jpeg = convert(heic(photo));

    assertThat(Pictures.placeAndTime(Files.readAllBytes(jpeg)))
        .isEqualTo("52.50 13.40 2026:05:07 14:30:00");
  }

  /** Version 1.15 turns the pixels, and leaves an orientation that would turn them again. */
  @Test
  void aPhotoThatLiesOnItsSideStandsUpright() throws Exception {
    Path sample = folder.resolve("sample.heic");
    try (InputStream in = getClass().getResourceAsStream("sample.heic")) {
      Files.copy(in, sample);
    }

    Path jpeg = convert(sample);

    assertThat(Pictures.coloursOf(Files.readAllBytes(jpeg)))
        .isEqualTo(Pictures.coloursOf(Pictures.sampleAsSeen()));
    Metadata metadata = ImageMetadataReader.readMetadata(jpeg.toFile());
    assertThat(
            metadata
                .getFirstDirectoryOfType(ExifIFD0Directory.class)
                .getInt(ExifIFD0Directory.TAG_ORIENTATION))
        .isEqualTo(1);
    assertThat(timeOf(jpeg)).isEqualTo("2026:05:07 14:30:00");
  }

  /** The program asks for the first brand before its library may read the picture. */
  @ParameterizedTest
  @ValueSource(strings = {"miaf", "tmap", "mif1", "mif2"})
  void aPhotoOfAGeneralBrandIsConverted(String brand) throws Exception {
    Path photo = folder.resolve(brand + ".heic");
    Files.write(photo, Samples.bytesOfBrands("IMG_2041.HEIC", brand, "mif1"));

    assertThat(convert(photo)).hasSameBinaryContentAs(convert(Samples.file("IMG_2041.HEIC")));
  }

  @Test
  @Needs(Need.AVIF)
  void anAvifPhotoKeepsItsColoursItsTimeAndItsPlace() throws Exception {
    byte[] photo = Pictures.withPlace(Pictures.jpeg(640, 480, COLOURS));

    Path jpeg =
        converter.convert(
            encoded("made.avif", List.of("-A"), photo),
            PictureFormat.AVIF,
            Files.createDirectory(folder.resolve("avif")));

    assertThat(Pictures.coloursOf(Files.readAllBytes(jpeg))).containsExactly(COLOURS);
    assertThat(Pictures.placeAndTime(Files.readAllBytes(jpeg)))
        .isEqualTo("52.50 13.40 2026:05:07 14:30:00");
  }

  @Test
  void ofSeveralPicturesThePrimaryOneIsTaken() throws Exception {
    Color[] others = {Color.WHITE, Color.WHITE, Color.RED, Color.RED};

    Path jpeg =
        convert(
            heic(
                Pictures.jpeg(640, 480, COLOURS),
                Pictures.jpeg(640, 480, others),
                Pictures.jpeg(160, 120, others)));

    assertThat(Pictures.coloursOf(Files.readAllBytes(jpeg))).containsExactly(COLOURS);
  }

  @Test
  void aPhotoThatWouldFillTheMemoryIsNotConverted() throws Exception {
    Path photo = heic(Pictures.jpeg(4032, 3024, COLOURS));
    CommandLine command = converter.command();
    Converter confined =
        new Converter(
            command,
            Programs.path("heif-convert"),
            new BoundedProcesses(new Confinement(Duration.ofSeconds(60), 50L << 20, 1L << 30)));

    assertThatThrownBy(() -> confined.convert(photo, Files.createDirectory(folder.resolve("x"))))
        .isInstanceOf(NotConverted.class);
  }

  @Test
  void aBrokenPhotoIsToldInItsWords() throws Exception {
    byte[] photo = Samples.bytes("IMG_2041.HEIC");
    Path cut = Files.write(folder.resolve("cut.heic"), Arrays.copyOf(photo, 400));

    assertThatThrownBy(() -> convert(cut))
        .isInstanceOf(NotConverted.class)
        .hasMessageStartingWith("it ended with 1: ");
  }
}
