package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One file of a delivery: its bytes in the spool and its upload at Procore. */
public final class Attachment {
  private final UUID id;
  private final int position;
  private final String name;
  private final String contentType;
  private final long size;
  private final String sha256;
  private final String spoolKey;
  private final List<Segment> segments;
  private String uploadUuid;
  private Instant uploadCreatedAt;
  private boolean uploaded;

  /**
   * @param id names the attachment in the ledger
   * @param position 0 for the first file of the delivery
   * @param name the file name that Procore shall show
   * @param contentType by its content, such as {@code image/jpeg}
   * @param size in bytes
   * @param sha256 of the whole file, lower-case hex
   * @param spoolKey where the spool keeps the bytes
   * @param segments in order, together the whole file
   */
  public Attachment(
      UUID id,
      int position,
      String name,
      String contentType,
      long size,
      String sha256,
      String spoolKey,
      List<Segment> segments) {
    this.id = id;
    this.position = position;
    this.name = name;
    this.contentType = contentType;
    this.size = size;
    this.sha256 = sha256;
    this.spoolKey = spoolKey;
    this.segments = List.copyOf(segments);
  }

  public UUID id() {
    return id;
  }

  public int position() {
    return position;
  }

  public String name() {
    return name;
  }

  public String contentType() {
    return contentType;
  }

  public long size() {
    return size;
  }

  public String sha256() {
    return sha256;
  }

  public String spoolKey() {
    return spoolKey;
  }

  public List<Segment> segments() {
    return segments;
  }

  /** The upload's uuid at Procore; null until it is created. */
  public String uploadUuid() {
    return uploadUuid;
  }

  /** When the upload was created; null until then. Its URLs hold for an hour, itself for a week. */
  public Instant uploadCreatedAt() {
    return uploadCreatedAt;
  }

  public boolean hasUpload() {
    return uploadUuid != null;
  }

  /** Whether Procore has been told that every segment is stored, and has agreed. */
  public boolean isUploaded() {
    return uploaded;
  }

  /** The segments that storage has not accepted yet. */
  public List<Segment> segmentsToStore() {
    return segments.stream().filter(segment -> !segment.isStored()).toList();
  }

  void uploadIs(String uuid, Instant createdAt, boolean complete) {
    this.uploadUuid = uuid;
    this.uploadCreatedAt = createdAt;
    this.uploaded = complete;
  }

  void wasCompleted() {
    this.uploaded = true;
  }
}
