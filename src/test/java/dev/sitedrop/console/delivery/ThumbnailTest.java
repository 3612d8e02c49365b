package dev.sitedrop.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailTest {
  @TempDir private Path folder;

  private static BufferedImage read(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  @Test
  void aPictureBecomesASmallJpegOfItsShape() throws IOException {
    Path file = folder.resolve("wide.png");
    ImageIO.write(new BufferedImage(4000, 1000, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

    byte[] made = Thumbnail.of(file, "image/png").orElseThrow();

    assertThat(read(made).getWidth()).isEqualTo(Thumbnail.SIDE);
    assertThat(read(made).getHeight()).isEqualTo(80);
    assertThat(made).startsWith(0xFF, 0xD8);
  }

  /** A PNG whose head says that it is enormous; the rest of it need not be there. */
  @Test
  void aBombIsNotRead() throws IOException {
    Path bomb = folder.resolve("bomb.png");
    Files.write(bomb, pngHead(20_000, 20_000));

    assertThat(Thumbnail.of(bomb, "image/png")).isEmpty();
  }

  @Test
  void whatIsCutOffOrNoPictureIsBroken() throws IOException {
    Path text = folder.resolve("text.jpg");
    Files.writeString(text, "no picture");

    assertThatThrownBy(() -> Thumbnail.of(text, "image/jpeg")).isInstanceOf(IOException.class);
  }

  @Test
  void heicAndWhatIsTooLargeAreNotTried() {
    assertThat(Thumbnail.isPossible("image/jpeg", 5_000_000)).isTrue();
    assertThat(Thumbnail.isPossible("image/jpeg", 500_000_000)).isFalse();
    assertThat(Thumbnail.isPossible("image/heic", 1_000)).isFalse();
    assertThat(Thumbnail.isPossible("image/svg+xml", 1_000)).isFalse();
  }

  @Test
  void aPhotoThatLiesOnItsSideIsTurned() {
    assertThat(new Turn(6).swapsSides()).isTrue();
    assertThat(new Turn(6).upright(40, 30).transform(new java.awt.geom.Point2D.Double(0, 0), null))
        .isEqualTo(new java.awt.geom.Point2D.Double(30, 0));
    assertThat(new Turn(8).upright(40, 30).transform(new java.awt.geom.Point2D.Double(0, 0), null))
        .isEqualTo(new java.awt.geom.Point2D.Double(0, 40));
    assertThat(new Turn(3).upright(40, 30).transform(new java.awt.geom.Point2D.Double(0, 0), null))
        .isEqualTo(new java.awt.geom.Point2D.Double(40, 30));
  }

  @Test
  void aRealPhotoCanBeRead() throws IOException {
    byte[] made = Thumbnail.of(Samples.file("crane.jpg"), "image/jpeg").orElseThrow();

    assertThat(Math.max(read(made).getWidth(), read(made).getHeight()))
        .isLessThanOrEqualTo(Thumbnail.SIDE);
  }

  private static byte[] pngHead(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(head);
    data.writeBytes("IHDR");
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(head.toByteArray());
    DataOutputStream png = new DataOutputStream(out);
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    png.writeInt(13);
    png.write(head.toByteArray());
    png.writeInt((int) crc.getValue());
    return out.toByteArray();
  }
}
