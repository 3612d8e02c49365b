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
  private final UploadProtocol protocol;
  private final Taken taken;
  private final List<Segment> segments;
  private Lease lease;
  private String uploadUuid;
  private Instant urlsHoldUntil;
  private Instant uploadHoldsUntil;
  private Instant completedAt;
  private boolean completionDoubtful;
  private boolean uploaded;

  /**
   * @param id names the attachment in the ledger
   * @param position 0 for the first file of the delivery
   * @param name the file name that Procore shall show
   * @param contentType by its content, such as {@code image/jpeg}
   * @param size in bytes
   * @param sha256 of the whole file, lower-case hex
   * @param spoolKey where the spool keeps the bytes
   * @param protocol by which the bytes go to Procore
   * @param taken when the photo was taken, or the file last changed; null if that is not known
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
      UploadProtocol protocol,
      Taken taken,
      List<Segment> segments) {
    this.id = id;
    this.position = position;
    this.name = name;
    this.contentType = contentType;
    this.size = size;
    this.sha256 = sha256;
    this.spoolKey = spoolKey;
    this.protocol = protocol;
    this.taken = taken;
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

  public UploadProtocol protocol() {
    return protocol;
  }

  /** When the photo was taken, or the file last changed; null if that is not known. */
  public Taken taken() {
    return taken;
  }

  public List<Segment> segments() {
    return segments;
  }

  /** The upload's uuid at Procore; null until it is created. */
  public String uploadUuid() {
    return uploadUuid;
  }

  /** Until when the PUT of a segment may begin; null until the upload is created. */
  public Instant urlsHoldUntil() {
    return urlsHoldUntil;
  }

  /** Until when the upload may be associated; null until it is created. */
  public Instant uploadHoldsUntil() {
    return uploadHoldsUntil;
  }

  /** When Procore was told that every segment is stored; null until then. */
  public Instant completedAt() {
    return completedAt;
  }

  /** Whether Procore refused to complete the upload, perhaps because it had done so before. */
  public boolean isCompletionDoubtful() {
    return completionDoubtful;
  }

  public boolean isCompleted() {
    return completedAt != null;
  }

  public boolean hasUpload() {
    return uploadUuid != null;
  }

  /** Whether Procore has every byte and lets the upload be associated. */
  public boolean isUploaded() {
    return uploaded;
  }

  /** How many steps of the upload are proved. */
  long proved() {
    return (hasUpload() ? 1 : 0)
        + segments.stream().filter(Segment::isStored).count()
        + (isCompleted() ? 1 : 0)
        + (uploaded ? 1 : 0);
  }

  /** The segments that storage has not accepted yet. */
  public List<Segment> segmentsToStore() {
    return segments.stream().filter(segment -> !segment.isStored()).toList();
  }

  void uploadIs(
      String uuid,
      Instant urlsHoldUntil,
      Instant uploadHoldsUntil,
      Instant completedAt,
      boolean completionDoubtful,
      boolean uploaded) {
    this.uploadUuid = uuid;
    this.urlsHoldUntil = urlsHoldUntil;
    this.uploadHoldsUntil = uploadHoldsUntil;
    this.completedAt = completedAt;
    this.completionDoubtful = completionDoubtful;
    this.uploaded = uploaded;
  }

  /** With which it may be written; null as long as the ledger does not have it. */
  Lease lease() {
    return lease;
  }

  void isLeased(Lease lease) {
    this.lease = lease;
  }

  void completionIsDoubtful() {
    this.completionDoubtful = true;
  }

  void wasCompleted(Instant at) {
    this.completedAt = at;
  }

  void wasUploaded() {
    this.uploaded = true;
  }
}
