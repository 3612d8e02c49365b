package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What an intake would offer the ledger. */
final class Photos {
  private Photos() {}

  static String hash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  /** A new photo of one segment. */
  static NewDelivery photo(long project) {
    String content = hash();
    Attachment file =
        new Attachment(
            UUID.randomUUID(),
            0,
            "crane.jpg",
            "image/jpeg",
            1000,
            content,
            UUID.randomUUID().toString(),
            UploadProtocol.SEGMENTED,
            List.of(new Segment(0, 0, 1000, content, content.substring(32))));
    return new NewDelivery("here", project, Target.IMAGE, content, "{}", "{}", List.of(file));
  }

  static Arrival arrival() {
    return new Arrival(
        UUID.randomUUID(), "inbox", "folder", "crane.jpg", "{}", hash(), Instant.now(), false, "");
  }
}
