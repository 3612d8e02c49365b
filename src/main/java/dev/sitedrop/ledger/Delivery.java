package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One Procore resource to be created: an image with one file, or an accident log with its files, if
 * it has any.
 */
public final class Delivery {
  /** The key under which each log line that is about a delivery bears its id. */
  public static final String IN_LOG = "delivery";

  private final UUID id;
  private final String destination;
  private final long projectId;
  private final Target target;
  private final String fields;
  private final Instant openedAt;
  private final List<Attachment> attachments;
  private final long provedBefore;
  private final AttemptLog log = new AttemptLog();
  private Lease lease;
  private DeliveryStage stage = DeliveryStage.OPEN;
  private int attempts;
  private Instant failingSince;
  private int damages;
  private Instant intendedAt;
  private Instant absenceCountsFrom;
  private boolean intendedJustNow;
  private boolean finishedNow;
  private Long resourceId;
  private String resourceUrl;
  private Instant repairIntendedAt;
  private String remark;
  private int reopened;
  private boolean undecided;
  private boolean answerLost;
  private Instant finishedAt;
  private String reason;

  /**
   * @param destination which Procore it is meant for; a ledger outlives a change of credentials
   * @param projectId Procore's project id
   * @param fields Procore's fields of the resource as a JSON object, without the uploads
   * @param openedAt when its first arrival was accepted
   * @param attachments its files in order; only an accident log may have none
   */
  public Delivery(
      UUID id,
      String destination,
      long projectId,
      Target target,
      String fields,
      Instant openedAt,
      List<Attachment> attachments) {
    this.id = id;
    this.destination = destination;
    this.projectId = projectId;
    this.target = target;
    this.fields = fields;
    this.openedAt = openedAt;
    this.attachments = List.copyOf(attachments);
    this.provedBefore = proved();
  }

  private long proved() {
    return attachments.stream().mapToLong(Attachment::proved).sum();
  }

  /** Whether a step of its uploads has been proved since it was read from the ledger. */
  public boolean hasProgressed() {
    return proved() > provedBefore;
  }

  public UUID id() {
    return id;
  }

  public String destination() {
    return destination;
  }

  public long projectId() {
    return projectId;
  }

  public Target target() {
    return target;
  }

  public String fields() {
    return fields;
  }

  public Instant openedAt() {
    return openedAt;
  }

  public List<Attachment> attachments() {
    return attachments;
  }

  public DeliveryStage stage() {
    return stage;
  }

  /** How often it has failed. */
  public int attempts() {
    return attempts;
  }

  /** Since when it fails; null while it does not. */
  public Instant failingSince() {
    return failingSince;
  }

  /** How often its bytes were changed on their way. */
  public int damages() {
    return damages;
  }

  /** When the association was about to be sent for the last time; null if it never was. */
  public Instant intendedAt() {
    return intendedAt;
  }

  /** From when on Procore is believed if it does not show what was sent; null if nothing was. */
  public Instant absenceCountsFrom() {
    return absenceCountsFrom;
  }

  /** Procore's id of the image or accident log; null as long as none was seen. */
  public Long resourceId() {
    return resourceId;
  }

  /** Where the resource or its file can be seen; null if that is not known. */
  public String resourceUrl() {
    return resourceUrl;
  }

  /** Whether Procore was told once more which files the accident log has, or was about to be. */
  public boolean isRepairIntended() {
    return repairIntendedAt != null;
  }

  /** What is worth knowing of a resource that is there, such as other names; null if nothing is. */
  public String remark() {
    return remark;
  }

  /** How often it was taken up again after it had been set aside. */
  public int reopened() {
    return reopened;
  }

  /** When it was delivered or set aside; null while it is under way. */
  public Instant finishedAt() {
    return finishedAt;
  }

  /** Why it waits or has failed, in words for a person; null if nothing is wrong. */
  public String reason() {
    return reason;
  }

  /** Whether it was set aside because nobody but a person can tell whether Procore has it. */
  public boolean isUndecided() {
    return undecided;
  }

  /**
   * Whether the answer to an association was lost, and Procore's silence about it was believed.
   * From then on a refusal may mean that it was carried out after all.
   */
  public boolean isAnswerLost() {
    return answerLost;
  }

  /** What this attempt does, as it goes. */
  public AttemptLog log() {
    return log;
  }

  /** Whether it was delivered or set aside since it was read from the ledger. */
  boolean wasFinishedNow() {
    return finishedNow;
  }

  public boolean isDelivered() {
    return stage == DeliveryStage.DELIVERED;
  }

  /** Whether the association may have reached Procore although no answer is written down. */
  public boolean isAssociationUncertain() {
    return stage == DeliveryStage.ASSOCIATING;
  }

  /** Whether nothing is known of an association, so that it may be sent. */
  public boolean isToBeSent() {
    return stage == DeliveryStage.OPEN;
  }

  /** Whether it was set aside, and Procore may have it although no id of it was ever seen. */
  public boolean isPerhapsThere() {
    return stage == DeliveryStage.FAILED && intendedAt != null && resourceId == null;
  }

  /** Whether Procore has made it, but does not show each of its files yet. */
  public boolean isMade() {
    return stage == DeliveryStage.MADE;
  }

  /** Whether it was this attempt that was about to send the association. */
  public boolean isIntendedJustNow() {
    return intendedJustNow;
  }

  public boolean isFinished() {
    return stage == DeliveryStage.DELIVERED || stage == DeliveryStage.FAILED;
  }

  void stands(
      DeliveryStage stage,
      int attempts,
      Instant failingSince,
      int damages,
      Instant intendedAt,
      Instant absenceCountsFrom,
      Long resourceId,
      String resourceUrl,
      Instant repairIntendedAt,
      String remark,
      int reopened,
      boolean undecided,
      boolean answerLost,
      Instant finishedAt,
      String reason) {
    this.stage = stage;
    this.attempts = attempts;
    this.failingSince = failingSince;
    this.damages = damages;
    this.intendedAt = intendedAt;
    this.absenceCountsFrom = absenceCountsFrom;
    this.resourceId = resourceId;
    this.resourceUrl = resourceUrl;
    this.repairIntendedAt = repairIntendedAt;
    this.remark = remark;
    this.reopened = reopened;
    this.undecided = undecided;
    this.answerLost = answerLost;
    this.finishedAt = finishedAt;
    this.reason = reason;
  }

  /** With which it may be written; null as long as the ledger does not have it. */
  Lease lease() {
    return lease;
  }

  void isLeased(Lease lease) {
    this.lease = lease;
    attachments.forEach(attachment -> attachment.isLeased(lease));
  }

  void stillIntendsToAssociate(Instant absenceCountsFrom) {
    this.absenceCountsFrom = absenceCountsFrom;
  }

  void wasDamaged() {
    this.damages++;
  }

  void intendsToAssociate(Instant at, Instant absenceCountsFrom) {
    this.stage = DeliveryStage.ASSOCIATING;
    this.intendedAt = answerLost ? intendedAt : at;
    this.absenceCountsFrom = absenceCountsFrom;
    this.intendedJustNow = true;
  }

  void absent() {
    this.stage = DeliveryStage.OPEN;
    this.answerLost = true;
    this.intendedJustNow = false;
  }

  void notAssociated() {
    this.stage = DeliveryStage.OPEN;
    this.intendedAt = null;
    this.absenceCountsFrom = null;
    this.intendedJustNow = false;
  }

  void wasMade(Long resourceId, String resourceUrl, Instant absenceCountsFrom) {
    this.stage = DeliveryStage.MADE;
    this.resourceId = resourceId;
    this.resourceUrl = resourceUrl;
    this.absenceCountsFrom = absenceCountsFrom;
    this.intendedJustNow = false;
  }

  void intendsToRepair(Instant at, Instant absenceCountsFrom) {
    this.repairIntendedAt = at;
    this.absenceCountsFrom = absenceCountsFrom;
  }

  void wasAssociated(Long resourceId, String resourceUrl, String remark, Instant at) {
    this.stage = DeliveryStage.DELIVERED;
    attachments.forEach(file -> file.segments().forEach(Segment::forgetsPlace));
    this.resourceId = resourceId;
    this.resourceUrl = resourceUrl;
    this.remark = remark;
    this.finishedAt = at;
    this.finishedNow = true;
    this.reason = null;
  }

  void postponed(String reason) {
    log.ends(reason);
  }

  void failed(String reason, boolean undecided, Instant at) {
    this.stage = DeliveryStage.FAILED;
    this.undecided = undecided;
    this.reason = reason;
    this.finishedAt = at;
    this.finishedNow = true;
    log.ends(reason);
  }
}
