package dev.sitedrop.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger knows of others, when Procore shows something that looks like one delivery's. */
@Repository
public class OtherDeliveries {
  private static final int MOST_UNCERTAIN = 1000;

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
   * What was sent for another delivery of the same kind and project, of which it is not known
   * whether Procore has it.
   *
   * @param fields Procore's fields as a JSON object
   * @param name of its first file; null if it has none
   * @param size of that file, in bytes
   */
  public record Uncertain(String fields, String name, long size) {}

  /**
   * The deliveries of the same kind and project of which it is not known whether Procore has them:
   * their answers are missing too, or a person has to decide about them.
   */
  public List<Uncertain> uncertain(Delivery delivery) {
    return jdbc.sql(
            "select d.fields, a.name, a.size from delivery d"
                + " left join attachment a on a.delivery_id = d.id and a.file_order = 0"
                + " where d.project_id = ? and d.target = ? and d.destination = ? and d.id <> ?"
                + " and d.resource_id is null"
                + " and (d.stage = 'ASSOCIATING' or d.undecided)"
                + " limit "
                + MOST_UNCERTAIN)
        .params(
            delivery.projectId(), delivery.target().name(), delivery.destination(), delivery.id())
        .query(
            (row, n) ->
                new Uncertain(row.getString("fields"), row.getString("name"), row.getLong("size")))
        .list();
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
