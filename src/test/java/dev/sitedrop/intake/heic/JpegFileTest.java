package dev.sitedrop.intake.heic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.Pictures;
import dev.sitedrop.Samples;
import java.awt.Color;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegFileTest {
  @TempDir private Path folder;

  private JpegFile read(byte[] content) throws IOException {
    return JpegFile.read(Files.write(folder.resolve("a.jpg"), content));
  }

  @Test
  void knowsItsSize() throws IOException {
    JpegFile crane = read(Samples.bytes("crane.jpg"));

    assertThat(crane.width()).isEqualTo(900);
    assertThat(crane.height()).isEqualTo(600);
  }

  @Test
  void whatSaysNothingOfItsOrientationStaysAsItIs() throws IOException {
    byte[] plain = Samples.bytes("no-exif.jpg");

    read(plain).sayUpright();

    assertThat(folder.resolve("a.jpg")).hasBinaryContent(plain);
  }

  @Test
  void otherFormatsAreRefused() {
    assertThatThrownBy(() -> read(Samples.bytes("site-plan.png"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(Samples.jpeg(5000, 1))).isInstanceOf(IOException.class);
  }

  @Test
  void survivesAnyDamage() {
    byte[] whole =
        Pictures.withExif(
            Pictures.jpeg(40, 40, Color.RED, Color.RED, Color.RED, Color.RED),
            6,
            ByteOrder.BIG_ENDIAN);
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      for (int n = 0; n < 4; n++) {
        damaged[2 + random.nextInt(200)] = (byte) random.nextInt();
      }
      try {
        read(damaged).sayUpright();
      } catch (IOException refused) {
        // that is the only other way out
      }
      assertThat(folder.resolve("a.jpg")).hasSize(whole.length);
    }
  }
}
