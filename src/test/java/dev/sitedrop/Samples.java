package dev.sitedrop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** Files to try things with: real ones, and JPEGs of any size that are like no other. */
public final class Samples {
  private static final Path FOLDER = Path.of("src/test/resources/samples");

  private Samples() {}

  public static Path file(String name) {
    return FOLDER.resolve(name);
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG by its head and its end, of exactly this many bytes, the same for the same seed. */
  public static byte[] jpeg(int size, long seed) {
    byte[] noise = new byte[size - 6];
    new Random(seed).nextBytes(noise);
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
    out.writeBytes(noise);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
    return out.toByteArray();
  }

  /** A HEIC photo like no other, with this mark in it. */
  public static byte[] heic(String mark) {
    byte[] photo = bytes("IMG_2041.HEIC");
    byte[] text = mark.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(photo.length + 8 + text.length)
        .put(photo)
        .putInt(8 + text.length)
        .put("free".getBytes(StandardCharsets.UTF_8))
        .put(text)
        .array();
  }

  /** A HEIC file with its first brand, and all others, written over. */
  public static byte[] bytesOfBrands(String name, String first, String others) {
    ByteBuffer photo = ByteBuffer.wrap(bytes(name));
    int end = photo.getInt(0);
    photo.position(8).put(first.getBytes(StandardCharsets.US_ASCII)).putInt(0);
    while (photo.position() < end) {
      photo.put(others.getBytes(StandardCharsets.US_ASCII));
    }
    return photo.array();
  }

  /** In lower-case hex. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
