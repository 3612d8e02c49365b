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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
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
    assertThat(Thumbnail.isPossible("image/gif", 900_000)).isTrue();
    assertThat(Thumbnail.isPossible("image/gif", 1_100_000)).isFalse();
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

  /** In steps means that all of it is held; line by line it may be larger. */
  @Test
  void aJpegInStepsMayBeLessLargeThanOneInLines() throws IOException {
    int width = 5000;
    int height = (int) (Thumbnail.MOST_PIXELS_HELD / width);

    assertThat(Thumbnail.of(jpegHead(0xC2, width, height + 1, 1), "image/jpeg")).isEmpty();
    assertThatThrownBy(() -> Thumbnail.of(jpegHead(0xC2, width, height, 1), "image/jpeg"))
        .as("tried")
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Thumbnail.of(jpegHead(0xC0, width, height + 1, 1), "image/jpeg"))
        .as("tried")
        .isInstanceOf(IOException.class);
  }

  @Test
  void aJpegOfEndlessStepsIsNotTried() throws IOException {
    assertThat(Thumbnail.of(jpegHead(0xC2, 64, 64, 10_000), "image/jpeg")).isEmpty();
  }

  @Test
  void aPhotoInStepsCanBeRead() throws IOException {
    Path file = folder.resolve("steps.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam inSteps = writer.getDefaultWriteParam();
    inSteps.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(
          null,
          new IIOImage(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), null, null),
          inSteps);
    }

    assertThat(JpegScans.of(file).isInOneGo()).isFalse();
    assertThat(JpegScans.of(Samples.file("crane.jpg")).isInOneGo()).isTrue();
    assertThat(read(Thumbnail.of(file, "image/jpeg").orElseThrow()).getWidth())
        .isEqualTo(Thumbnail.SIDE);
  }

  /** Its head, and scans of no pixels. */
  private Path jpegHead(int frame, int width, int height, int scans) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataOutputStream jpeg = new DataOutputStream(out);
    jpeg.writeShort(0xFFD8);
    jpeg.write(new byte[] {(byte) 0xFF, (byte) frame, 0, 17, 8});
    jpeg.writeShort(height);
    jpeg.writeShort(width);
    jpeg.write(new byte[] {3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0});
    for (int i = 0; i < scans; i++) {
      jpeg.writeShort(0xFFDA);
      jpeg.write(new byte[] {0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0, 1, (byte) 0xFF, 0, 2});
    }
    jpeg.writeShort(0xFFD9);
    return Files.write(Files.createTempFile(folder, "head", ".jpg"), out.toByteArray());
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
