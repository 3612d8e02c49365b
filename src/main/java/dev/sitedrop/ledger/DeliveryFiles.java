package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes down the files of a delivery. Whoever calls it has begun the transaction. */
@Repository
class DeliveryFiles {
  private static final Comparator<Attachment> BY_CONTENT =
      Comparator.comparing(Attachment::sha256).thenComparing(Attachment::name);

  private final JdbcClient jdbc;

  DeliveryFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID deliveryId, List<Attachment> attachments) {
    attachments.forEach(attachment -> insert(deliveryId, attachment));
  }

  private void insert(UUID deliveryId, Attachment attachment) {
    jdbc.sql(
            "insert into attachment (id, delivery_id, file_order, name, content_type, size, sha256,"
                + " spool_key, protocol, taken_at, taken_from)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            attachment.id(),
            deliveryId,
            attachment.position(),
            storable(attachment.name()),
            storable(attachment.contentType()),
            attachment.size(),
            attachment.sha256(),
            attachment.spoolKey(),
            attachment.protocol().name(),
            attachment.taken() == null ? null : attachment.taken().at(),
            attachment.taken() == null ? null : storable(attachment.taken().from()))
        .update();
    for (Segment segment : attachment.segments()) {
      jdbc.sql(
              "insert into segment (attachment_id, segment_order, first_byte, size, sha256)"
                  + " values (?, ?, ?, ?, ?)")
          .params(
              attachment.id(),
              segment.position(),
              segment.offset(),
              segment.size(),
              segment.sha256())
          .update();
    }
  }

  /**
   * The files of a failed delivery have come again. Where they are the same bytes, what is proved
   * of their uploads still holds. Where the same photo was converted to other bytes, it is uploaded
   * anew, unless the uploads may be associated already: then they are what Procore is asked for.
   */
  void bringAgain(Delivery delivery, List<Attachment> attachments) {
    List<Attachment> before = delivery.attachments().stream().sorted(BY_CONTENT).toList();
    List<Attachment> now = attachments.stream().sorted(BY_CONTENT).toList();
    if (hashes(before).equals(hashes(now))) {
      for (int i = 0; i < before.size(); i++) {
        lies(before.get(i), now.get(i));
      }
    } else if (delivery.intendedAt() == null) {
      remove(delivery);
      insert(delivery.id(), attachments);
    } else {
      for (Attachment file : before) {
        now.stream()
            .filter(other -> other.sha256().equals(file.sha256()))
            .findFirst()
            .ifPresent(other -> lies(file, other));
      }
    }
  }

  private static List<String> hashes(List<Attachment> sorted) {
    return sorted.stream().map(Attachment::sha256).toList();
  }

  private void lies(Attachment before, Attachment now) {
    jdbc.sql("update attachment set name = ?, content_type = ?, spool_key = ? where id = ?")
        .params(storable(now.name()), storable(now.contentType()), now.spoolKey(), before.id())
        .update();
  }

  private void remove(Delivery delivery) {
    for (Attachment attachment : delivery.attachments()) {
      jdbc.sql("delete from segment where attachment_id = ?").param(attachment.id()).update();
      jdbc.sql("delete from attachment where id = ?").param(attachment.id()).update();
    }
  }
}
