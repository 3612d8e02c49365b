package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.FakeConverter;
import dev.sitedrop.Pictures;
import dev.sitedrop.Samples;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.awt.Color;
import java.io.InterruptedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts in the place of a real converter. */
class ConverterTest {
  private static final byte[] PHOTO =
      Pictures.jpeg(80, 40, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
  private static final byte[] PREVIEW =
      Pictures.jpeg(20, 10, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
  private static final int DISK = 5_000_000;

  @TempDir private Path folder;
  private FakeConverter fake;
  private Path work;
  private final BoundedProcesses processes =
      new BoundedProcesses(new Confinement(Duration.ofSeconds(1), 1L << 30, DISK));

  @BeforeEach
  void make() throws Exception {
    fake = new FakeConverter(folder.resolve("fake")).with("photo.jpg", PHOTO);
    work = Files.createDirectory(folder.resolve("work"));
  }

  private Path convert(String command) throws Exception {
    return convert(command, processes);
  }

  private Path convert(String command, BoundedProcesses by) throws Exception {
    CommandLine line = new CommandLine(command);
    return new Converter(line, line.program("").orElseThrow(), by)
        .convert(Samples.file("IMG_2041.HEIC"), work);
  }

  @Test
  void makesAJpegOfACopy() throws Exception {
    Path jpeg = convert(fake.doing("cp \"$in\" \"$here/got\"", "cp \"$here/photo.jpg\" \"$out\""));

    assertThat(jpeg).startsWith(work).hasBinaryContent(PHOTO);
    assertThat(fake.file("got")).hasBinaryContent(Samples.bytes("IMG_2041.HEIC"));
  }

  @Test
  void whatTheProgramSaysOfItsFailureIsTold() {
    assertThatThrownBy(() -> convert(fake.doing("echo 'No meta box' >&2", "exit 3")))
        .isInstanceOf(NotConverted.class)
        .hasMessage("it ended with 3: No meta box");
  }

  @Test
  void aProgramThatHangsIsEndedWithAllThatItStarted() throws Exception {
    String command = fake.doing("sleep 600 & echo $! > \"$here/child\"", "wait");

    assertThatThrownBy(() -> convert(command))
        .isInstanceOf(NotConverted.class)
        .hasMessage("it took longer than 1 s");
    long child = Long.parseLong(Files.readString(fake.file("child")).strip());
    await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void ofSeveralPicturesTheFirstOfTheLargestIsTaken() throws Exception {
    fake.with("preview.jpg", PREVIEW)
        .with("other.jpg", Pictures.jpeg(80, 40, Color.RED, Color.RED, Color.RED, Color.RED));

    Path jpeg =
        convert(
            fake.doing(
                "cp \"$here/preview.jpg\" out/out-1.jpg",
                "cp \"$here/photo.jpg\" out/out-2.jpg",
                "cp \"$here/other.jpg\" out/out-10.jpg"));

    assertThat(jpeg).hasBinaryContent(PHOTO);
  }

  @Test
  void garbageIsNoJpeg() {
    assertThatThrownBy(() -> convert(fake.doing("echo garbage > \"$out\"")))
        .isInstanceOf(NotConverted.class)
        .hasMessage("it left no whole JPEG behind");
  }

  @Test
  void aJpegWithoutItsEndIsNone() {
    fake.with("cut.jpg", Arrays.copyOf(PHOTO, PHOTO.length - 20));

    assertThatThrownBy(() -> convert(fake.doing("cp \"$here/cut.jpg\" \"$out\"")))
        .isInstanceOf(NotConverted.class);
  }

  @Test
  void nothingIsNoJpeg() {
    assertThatThrownBy(() -> convert(fake.doing("exit 0"))).isInstanceOf(NotConverted.class);
  }

  @Test
  void aLinkIsNotFollowed() {
    assertThatThrownBy(() -> convert(fake.doing("ln -s \"$here/photo.jpg\" \"$out\"")))
        .isInstanceOf(NotConverted.class);
  }

  @Test
  @Needs(Need.PRLIMIT)
  void whatItWritesIsBounded() throws Exception {
    assertThatThrownBy(() -> convert(fake.doing("cat /dev/zero > \"$out\"")))
        .isInstanceOf(NotConverted.class);
    assertThat(Files.size(work.resolve("out/out.jpg"))).isLessThan(20L * DISK);
  }

  @Test
  void manySmallFilesAreBoundedTogether() {
    String command =
        fake.doing("i=0; while :; do i=$((i+1)); head -c 1000000 /dev/zero > out/$i; done");

    assertThatThrownBy(() -> convert(command))
        .isInstanceOf(NotConverted.class)
        .hasMessage("it wrote more than 5 MB");
  }

  @Test
  void whatItSaysIsBounded() {
    assertThatThrownBy(() -> convert(fake.doing("while :; do echo no; done")))
        .isInstanceOf(NotConverted.class)
        .extracting(Throwable::getMessage)
        .asString()
        .hasSizeLessThan(400);
  }

  @Test
  void itGetsNoInputAndNoSecrets() throws Exception {
    convert(
        fake.doing(
            "cat > \"$here/input\"",
            "env > \"$here/environment\"",
            "cp \"$here/photo.jpg\" \"$out\""));

    assertThat(fake.file("input")).isEmptyFile();
    assertThat(Files.readAllLines(fake.file("environment")))
        .extracting(line -> line.replaceAll("=.*", ""))
        .isSubsetOf(
            "PATH", "HOME", "TMPDIR", "LC_ALL", "MALLOC_ARENA_MAX", "PWD", "_", "SHLVL", "OLDPWD")
        .contains("PATH");
    assertThat(Files.readString(fake.file("environment"))).contains("HOME=" + work);
  }

  @Test
  @Needs(Need.PRLIMIT)
  void itsMemoryIsBounded() throws Exception {
    convert(fake.doing("ulimit -v > \"$here/memory\"", "cp \"$here/photo.jpg\" \"$out\""));

    assertThat(fake.file("memory")).hasContent("1048576");
  }

  @Test
  void thePictureIsNotTurnedTwice() throws Exception {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      work = Files.createDirectory(folder.resolve(order.toString()));
      fake.with("turned.jpg", Pictures.withExif(PHOTO, 6, order));

      Path jpeg = convert(fake.doing("cp \"$here/turned.jpg\" \"$out\""));

      assertThat(jpeg).hasBinaryContent(Pictures.withExif(PHOTO, 1, order));
    }
  }

  @Test
  void aStopIsNoFailureOfThePhoto() {
    BoundedProcesses patient =
        new BoundedProcesses(new Confinement(Duration.ofMinutes(5), 1L << 30, DISK));
    String command = fake.doing("touch \"$here/begun\"", "sleep 600");
    CompletableFuture<Path> conversion =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return convert(command, patient);
              } catch (Exception e) {
                throw new java.util.concurrent.CompletionException(e);
              }
            });
    await().until(() -> Files.exists(fake.file("begun")));

    patient.close();

    assertThat(conversion)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(InterruptedIOException.class);
  }
}
