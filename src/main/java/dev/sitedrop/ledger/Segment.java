package dev.sitedrop.ledger;

import java.util.Map;
import java.util.Optional;

/** One contiguous run of an attachment's bytes, stored with one PUT. */
public final class Segment {
  private final int position;
  private final long offset;
  private final long size;
  private final String sha256;
  private String url;
  private Map<String, String> with;
  private String md5;
  private String etag;

  /**
   * @param position 0 for the first
   * @param offset first byte, counted from the start of the file
   * @param size in bytes
   * @param sha256 lower-case hex
   */
  public Segment(int position, long offset, long size, String sha256) {
    this.position = position;
    this.offset = offset;
    this.size = size;
    this.sha256 = sha256;
  }

  public int position() {
    return position;
  }

  public long offset() {
    return offset;
  }

  public long size() {
    return size;
  }

  public String sha256() {
    return sha256;
  }

  /** The MD5 that Procore named for the segment, as it wrote it; null if it named none. */
  public String md5() {
    return md5;
  }

  /** Where Procore wants the bytes, exactly as it said; null while it has not said. */
  public String url() {
    return url;
  }

  /**
   * What the request must bear, exactly as Procore said: the headers of a PUT, or the fields of a
   * form; null while it has not said.
   */
  public Map<String, String> with() {
    return with;
  }

  /**
   * The ETag that storage answered, without quotes; empty until it has accepted the bytes. A form's
   * may be an empty text.
   */
  public Optional<String> etag() {
    return Optional.ofNullable(etag);
  }

  public boolean isStored() {
    return etag != null;
  }

  void goesTo(StoragePlace place) {
    this.url = place == null ? null : place.url();
    this.with = place == null ? null : place.with();
    this.md5 = place == null ? null : place.md5();
    this.etag = null;
  }

  void forgetsPlace() {
    this.url = null;
    this.with = null;
  }

  void wasStored(String etag) {
    this.etag = etag;
  }
}
