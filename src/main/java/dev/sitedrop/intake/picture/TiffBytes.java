package dev.sitedrop.intake.picture;

import com.drew.lang.RandomAccessReader;
import java.io.IOException;

/** A TIFF picture, whose directories may lie anywhere in the file. */
final class TiffBytes extends RandomAccessReader {
  private final PictureBytes file;

  TiffBytes(PictureBytes file) {
    this.file = file;
  }

  @Override
  public int toUnshiftedOffset(int offset) {
    return offset;
  }

  @Override
  public byte getByte(int index) throws IOException {
    return file.get(index, 1)[0];
  }

  @Override
  public byte[] getBytes(int index, int count) throws IOException {
    return file.get(index, count);
  }

  @Override
  protected void validateIndex(int index, int count) throws IOException {
    if (!isValidIndex(index, count)) {
      throw new PictureBytes.OutOfReach("no such bytes");
    }
  }

  @Override
  protected boolean isValidIndex(int index, int count) {
    return file.has(index, count);
  }

  @Override
  public long getLength() {
    return file.size();
  }
}
