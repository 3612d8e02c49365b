package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what is over out of the ledger, a few at a time: each call is one short transaction, and
 * what somebody else has locked is passed over. So deliveries go on meanwhile, and several copies
 * may do this at once.
 */
@Repository
class Purge {
  private static final String WITHOUT_ANYTHING_UNSETTLED =
      " and not exists (select 1 from arrival a"
          + " where a.delivery_id = delivery.id and a.settled_at is null)";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  Purge(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** Those that Procore has, and whose senders all have their receipt; returns how many. */
  int delivered(Instant before, int most) {
    return deliveries("stage = 'DELIVERED'", before, most);
  }

  /**
   * Those that were set aside. Where an association may have been sent, what is known of it is all
   * that keeps a second one from being made, should the file ever come again: it stays.
   */
  int failed(Instant before, int most) {
    return deliveries("stage = 'FAILED' and intended_at is null", before, most);
  }

  private int deliveries(String which, Instant before, int most) {
    return transaction.execute(
        status -> {
          List<UUID> over =
              locked(
                  "delivery",
                  "finished_at < :before and " + which + WITHOUT_ANYTHING_UNSETTLED,
                  "finished_at",
                  before,
                  most);
          return over.isEmpty() ? 0 : remove(over);
        });
  }

  /**
   * The oldest of those, unless somebody else has locked them. First they are looked for, then
   * locked: H2 would lock, and sort, all that there are before it takes the first.
   */
  private List<UUID> locked(
      String table, String condition, String order, Instant before, int most) {
    List<UUID> found =
        jdbc.sql(
                "select id from "
                    + table
                    + " where "
                    + condition
                    + " order by "
                    + order
                    + " limit :most")
            .param("before", timestamp(before))
            .param("most", most)
            .query(UUID.class)
            .list();
    return found.isEmpty()
        ? found
        : jdbc.sql(
                "select id from "
                    + table
                    + " where id in (:ids) and "
                    + condition
                    + " for update skip locked")
            .param("ids", found)
            .param("before", timestamp(before))
            .query(UUID.class)
            .list();
  }

  /**
   * The rows are locked now: nothing can arrive for them any more. What arrived between the look
   * and the lock is seen here, and keeps its delivery.
   *
   * @param locked in this transaction
   */
  int remove(List<UUID> locked) {
    Set<UUID> wanted =
        jdbc.sql(
                "select delivery_id from arrival where delivery_id in (:ids)"
                    + " and settled_at is null")
            .param("ids", locked)
            .query(UUID.class)
            .set();
    List<UUID> ids = locked.stream().filter(id -> !wanted.contains(id)).toList();
    if (ids.isEmpty()) {
      return 0;
    }
    update(
        "delete from segment where attachment_id in"
            + " (select id from attachment where delivery_id in (:ids))",
        ids);
    update("delete from attachment where delivery_id in (:ids)", ids);
    update("delete from attempt where delivery_id in (:ids)", ids);
    update("delete from intervention where delivery_id in (:ids)", ids);
    update("delete from arrival where delivery_id in (:ids)", ids);
    return update("delete from delivery where id in (:ids)", ids);
  }

  /**
   * Mails that lie where they shall stay, and what their texts have shown.
   *
   * @param missing whether those are meant of which a part was refused or failed, or the others
   */
  int letters(boolean missing, Instant before, int most) {
    return transaction.execute(
        status -> {
          List<UUID> over =
              locked(
                  "letter",
                  "filed_at < :before and "
                      + (missing ? "" : "not ")
                      + "exists (select 1 from letter_item i where i.letter_id = letter.id"
                      + " and i.state in ('FAILED', 'REFUSED'))",
                  "filed_at",
                  before,
                  most);
          if (over.isEmpty()) {
            return 0;
          }
          update(
              "delete from shown_picture where exists (select 1 from letter l where l.id in (:ids)"
                  + " and l.source = shown_picture.source"
                  + " and l.letter_key = shown_picture.letter_key)",
              over);
          update("delete from letter_item where letter_id in (:ids)", over);
          return update("delete from letter where id in (:ids)", over);
        });
  }

  /** What was never accepted, and nobody looks for any more. */
  int refusals(Instant before) {
    return jdbc.sql("delete from refusal where refused_at < ?").param(timestamp(before)).update();
  }

  private int update(String sql, List<UUID> ids) {
    return jdbc.sql(sql).param("ids", ids).update();
  }
}
