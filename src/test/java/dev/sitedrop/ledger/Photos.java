package dev.sitedrop.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What an intake would offer the ledger. */
final class Photos {
  private Photos() {}

  static String hash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  /** A new photo of one segment. */
  static NewDelivery photo(long project) {
    return photo(project, 1000);
  }

  /** The same of so many bytes. */
  static NewDelivery photo(long project, long size) {
    String content = hash();
    Attachment file =
        new Attachment(
            UUID.randomUUID(),
            0,
            "crane.jpg",
            "image/jpeg",
            size,
            content,
            UUID.randomUUID().toString(),
            UploadProtocol.SEGMENTED,
            null,
            List.of(new Segment(0, 0, size, content)));
    return new NewDelivery("here", project, Target.IMAGE, content, "{}", "{}", List.of(file));
  }

  /** As many new photos of some projects. */
  static List<NewDelivery> photos(int count) {
    return IntStream.range(0, count).mapToObj(n -> photo(1 + n % 50)).toList();
  }

  static Arrival arrival() {
    return new Arrival(
        UUID.randomUUID(), "inbox", "folder", "crane.jpg", "{}", hash(), Instant.now(), false, "");
  }
}
