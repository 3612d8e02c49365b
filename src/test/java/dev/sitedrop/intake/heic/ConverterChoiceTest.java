package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.FakeConverter;
import dev.sitedrop.Pictures;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConverterChoiceTest {
  @TempDir private Path folder;
  private FakeConverter fake;

  @BeforeEach
  void make() {
    fake = new FakeConverter(folder.resolve("fake"));
  }

  private Optional<Converter> find(String wanted) throws Exception {
    BoundedProcesses processes =
        new BoundedProcesses(new Confinement(Duration.ofSeconds(5), 1L << 30, 5_000_000));
    return new ConverterChoice(processes)
        .find(HeicFormat.JPEG, wanted, Files.createDirectory(folder.resolve("work")));
  }

  @Test
  void whatConvertsTheSampleIsUsed(CapturedOutput output) throws Exception {
    String command = fake.doingAfterTheTrial("exit 1");

    assertThat(find(command)).isPresent();
    assertThat(output).contains("HEIC photos are sent as JPEG, made by " + command);
    assertThat(output).doesNotContain("leaves out");
  }

  @Test
  void whatIsNotInstalledIsTold(CapturedOutput output) throws Exception {
    assertThat(find("no-such-program {in} {out}")).isEmpty();
    assertThat(output)
        .contains(
            "INTAKE_HEIC_CONVERTER is 'no-such-program {in} {out}', and there is no such program."
                + " HEIC photos stay HEIC.");
  }

  @Test
  void whatIsBuiltWithoutHeicIsNotUsed(CapturedOutput output) throws Exception {
    String command = fake.doing("echo no decode delegate for this image format >&2; exit 1");

    assertThat(find(command)).isEmpty();
    assertThat(output)
        .contains(
            "does not convert a sample: it ended with 1: no decode delegate for this image format");
  }

  @Test
  void whatLeavesPicturesOnTheirSideIsNotUsed(CapturedOutput output) throws Exception {
    fake.with("side.jpg", Pictures.withExif(Pictures.sampleAsStored(), 6, ByteOrder.BIG_ENDIAN));

    assertThat(find(fake.doing("cp \"$here/side.jpg\" \"$out\""))).isEmpty();
    assertThat(output).contains("it turns pictures wrongly");
  }

  @Test
  void whatLeavesOutTheTimeIsUsedWithAWarning(CapturedOutput output) throws Exception {
    fake.with("plain.jpg", Pictures.sampleAsSeen());

    assertThat(find(fake.doing("cp \"$here/plain.jpg\" \"$out\""))).isPresent();
    assertThat(output).contains("It leaves out the EXIF block");
  }
}
