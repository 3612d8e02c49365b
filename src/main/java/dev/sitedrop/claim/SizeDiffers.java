package dev.sitedrop.claim;

import java.io.IOException;

/** A source listed a file with one size and handed over another number of bytes. */
public class SizeDiffers extends IOException {
  private static final long serialVersionUID = 1L;

  SizeDiffers(long expected, long read) {
    super("listed with " + expected + " bytes, but " + read + " were read: it is still changing");
  }
}
