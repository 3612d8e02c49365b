package dev.sitedrop.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger knows of others, when Procore shows something that looks like one delivery's. */
@Repository
public class OtherDeliveries {
  private final JdbcClient jdbc;

  OtherDeliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether one of these is the uuid of an upload that belongs to another delivery.
   *
   * @param words from a URL that Procore shows
   */
  public boolean nameUploadOfAnother(Delivery delivery, List<String> words) {
    return !words.isEmpty()
        && jdbc.sql(
                    "select count(*) from attachment where upload_uuid in (:words)"
                        + " and delivery_id <> :id")
                .param("words", words)
                .param("id", delivery.id())
                .query(Integer.class)
                .single()
            > 0;
  }

  /**
   * Whether a resource that looks like this delivery's may as well be another one's: of the same
   * kind, project and file name, and not known to be in Procore or not to be.
   *
   * @param bySize whether one of another size cannot be taken for it
   */
  public boolean hasUncertainTwin(Delivery delivery, boolean bySize) {
    if (delivery.attachments().isEmpty()) {
      return false; // what says the same is the same delivery
    }
    return jdbc.sql(
                "select count(*) from delivery d join attachment a on a.delivery_id = d.id"
                    + " where d.project_id = ? and d.target = ? and d.destination = ? and d.id <> ?"
                    + " and a.name = ? and (a.size = ? or not ?) and d.stage in ('ASSOCIATING', 'FAILED')"
                    + " and d.resource_id is null")
            .params(
                delivery.projectId(),
                delivery.target().name(),
                delivery.destination(),
                delivery.id(),
                delivery.attachments().get(0).name(),
                delivery.attachments().get(0).size(),
                bySize)
            .query(Integer.class)
            .single()
        > 0;
  }

  /**
   * Whether this Procore's URLs bear the uuid of the upload, as far as the last delivery of the
   * same kind tells: where they do, a resource that does not bear this one's is not this
   * delivery's.
   */
  public boolean urlsBearUuids(Delivery delivery) {
    return jdbc.sql(
            "select d.resource_url, a.upload_uuid from delivery d"
                + " join attachment a on a.delivery_id = d.id and a.file_order = 0"
                + " where d.destination = ? and d.target = ? and d.stage = 'DELIVERED'"
                + " and d.resource_url is not null and a.upload_uuid is not null"
                + " order by d.opened_at desc limit 1")
        .params(delivery.destination(), delivery.target().name())
        .query((row, n) -> row.getString("resource_url").contains(row.getString("upload_uuid")))
        .optional()
        .orElse(false);
  }

  /** Whether another delivery is known to have made this resource of the same kind and project. */
  public boolean isKnownResource(Delivery delivery, long resourceId) {
    return jdbc.sql(
                "select count(*) from delivery where resource_id = ? and project_id = ?"
                    + " and target = ? and destination = ? and id <> ?")
            .params(
                resourceId,
                delivery.projectId(),
                delivery.target().name(),
                delivery.destination(),
                delivery.id())
            .query(Integer.class)
            .single()
        > 0;
  }
}
