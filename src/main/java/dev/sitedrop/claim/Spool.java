package dev.sitedrop.claim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * The claim check's store: the bytes of what was accepted, until they are delivered. They come in
 * once, hashed in the same pass, and are safe before the ticket is given out.
 *
 * <p>Where a method throws {@link java.nio.file.NoSuchFileException}, the spool itself was there,
 * and the bytes were not. Any other {@link IOException} passes: the spool cannot be used now.
 */
public interface Spool {

  /**
   * The same for all copies that see the same bytes, and for no others; letters, digits and {@code
   * :/._-}.
   */
  String id();

  /** Where the bytes lie, as people know it: a folder, or {@code s3://bucket/prefix}. */
  String place();

  /** Whether copies on any machine may see it; a folder may be one of this machine. */
  boolean isInABucket();

  /** How a file of this many bytes is cut into segments. */
  SegmentPlan plan(long fileSize);

  /**
   * Takes in all bytes of the stream.
   *
   * @param expectedSize in bytes, as the source listed it
   * @param plan how the bytes are cut
   * @throws SizeDiffers if the stream holds fewer or more; nothing is kept then
   */
  ClaimCheck checkIn(InputStream bytes, long expectedSize, SegmentPlan plan) throws IOException;

  /** How many bytes are kept under this key. */
  long size(String key) throws IOException;

  /**
   * A run of the bytes of a ticket, streamed. It ends early if fewer are there, and whoever asks
   * reads no more than he asked for.
   *
   * @param offset first byte, counted from the start of the file
   * @param length in bytes
   */
  InputStream open(String key, long offset, long length) throws IOException;

  /**
   * Whether the bytes of a ticket are still those that were taken in.
   *
   * @param size in bytes
   * @param sha256 lower-case hex
   */
  boolean isIntact(String key, long size, String sha256) throws IOException;

  /** The bytes of this ticket are not needed any more; it may be said more than once. */
  void release(String key);

  /** A folder on this machine's disk, for work on bytes that are not ready to be checked in. */
  Scratch openScratch() throws IOException;

  /** The bytes of a ticket as a file, to be read only: the spool's own, or a copy in the folder. */
  Path fileOf(String key, Scratch scratch) throws IOException;

  /**
   * Removes what a killed process left behind: half-written files, scratch folders, and bytes that
   * no delivery needs.
   *
   * @param before only what was last written before this is looked at: later bytes are being taken
   *     in, perhaps by another copy
   * @param isNeeded whether the bytes of a key are still needed
   */
  void sweep(Instant before, Predicate<String> isNeeded) throws IOException;

  /**
   * Looks whether the spool can be used.
   *
   * @throws IOException if not; its message says why, and what to do
   */
  void check() throws IOException;
}
