package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;
import static dev.sitedrop.ledger.LedgerRows.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The mails that were taken in, and what is left to do for each. */
@Repository
public class LetterLedger {
  private static final String DECIDED =
      " and taken_at is not null and not exists (select 1 from letter_item i"
          + " where i.letter_id = letter.id and i.state in ('WAITING', 'UNDER_WAY'))";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DurableCommit durably;

  LetterLedger(JdbcClient jdbc, TransactionTemplate transaction, DurableCommit durably) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.durably = durably;
  }

  /** The letter of this key, if it came before. */
  public Optional<Letter> find(String source, String key) {
    return jdbc.sql("select * from letter where source = ? and letter_key = ?")
        .params(source, key)
        .query((row, n) -> letter(row))
        .optional();
  }

  /** Records a letter with what it holds. When this returns, a power cut does not undo it. */
  public void open(Letter letter, List<LetterItem> items) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql(
                  "insert into letter (id, source, letter_key, sender, subject, message_id, thread,"
                      + " size, received_at, wants_answer) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
              .params(
                  letter.id(),
                  letter.source(),
                  letter.key(),
                  storable(letter.sender()),
                  storable(letter.subject()),
                  storable(letter.messageId()),
                  storable(letter.thread()),
                  letter.size(),
                  timestamp(letter.receivedAt()),
                  letter.wantsAnswer())
              .update();
          insert(letter.id(), items);
        });
    durably.commit();
  }

  /** A letter that had failed was put back: all of it is tried again, and answered again. */
  public void reopen(Letter letter, List<LetterItem> items, Instant at) {
    transaction.executeWithoutResult(
        status -> {
          lock(letter.id());
          jdbc.sql("delete from letter_item where letter_id = ?").param(letter.id()).update();
          insert(letter.id(), items);
          jdbc.sql(
                  "update letter set received_at = ?, uid_validity = null, uid = null,"
                      + " taken_at = null, answered_at = null, filed_at = null where id = ?")
              .params(timestamp(at), letter.id())
              .update();
        });
    durably.commit();
  }

  private void insert(UUID letterId, List<LetterItem> items) {
    for (LetterItem item : items) {
      jdbc.sql(
              "insert into letter_item (letter_id, item_order, name, state, told, url)"
                  + " values (?, ?, ?, ?, ?, ?)")
          .params(
              letterId,
              item.position(),
              storable(item.name()),
              item.state().name(),
              storable(item.told()),
              storable(item.url()))
          .update();
    }
  }

  /** What a letter holds, in order. */
  public List<LetterItem> items(UUID letterId) {
    return jdbc.sql("select * from letter_item where letter_id = ? order by item_order")
        .param(letterId)
        .query(
            (row, n) ->
                new LetterItem(
                    row.getInt("item_order"),
                    row.getString("name"),
                    LetterItem.State.valueOf(row.getString("state")),
                    row.getString("told"),
                    row.getString("url")))
        .list();
  }

  /** Whether its sender is told what became of it. */
  public boolean wantsAnswer(UUID letterId) {
    return jdbc.sql("select wants_answer from letter where id = ?")
        .param(letterId)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** The delivery of an item is open. */
  public void underWay(UUID letterId, int position) {
    jdbc.sql(
            "update letter_item set state = 'UNDER_WAY' where letter_id = ? and item_order = ?"
                + " and state = 'WAITING'")
        .params(letterId, position)
        .update();
  }

  /**
   * What became of an item. If it had failed, and was delivered after all because somebody had it
   * tried again, its sender is told once more. What was delivered stays so, whatever one believes
   * who was away meanwhile.
   */
  public void decided(
      UUID letterId, int position, LetterItem.State state, String told, String url) {
    transaction.executeWithoutResult(
        status -> {
          lock(letterId);
          if (state == LetterItem.State.DELIVERED) {
            answerAgainAfterFailure(letterId, position);
          }
          decide(letterId, position, state, told, url);
        });
  }

  private void answerAgainAfterFailure(UUID letterId, int position) {
    jdbc.sql(
            "update letter set answered_at = null where id = ? and exists (select 1 from letter_item i"
                + " where i.letter_id = letter.id and i.item_order = ? and i.state = 'FAILED')")
        .params(letterId, position)
        .update();
  }

  private void decide(
      UUID letterId, int position, LetterItem.State state, String told, String url) {
    jdbc.sql(
            "update letter_item set state = ?, told = ?, url = ? where letter_id = ?"
                + " and item_order = ? and state <> 'DELIVERED'")
        .params(state.name(), storable(told), storable(url), letterId, position)
        .update();
  }

  /** Every item was handed to the intake: the mailbox may let the letter go. */
  public void taken(UUID letterId, Instant at) {
    jdbc.sql("update letter set taken_at = ? where id = ? and taken_at is null")
        .params(timestamp(at), letterId)
        .update();
    durably.commit();
  }

  /** Whether nothing of it has to be handed in any more. */
  public boolean isTaken(UUID letterId) {
    return jdbc.sql("select count(*) from letter where id = ? and taken_at is not null")
            .param(letterId)
            .query(Integer.class)
            .single()
        > 0;
  }

  /** It waits there now; null where the server does not tell. */
  public void waitsAt(UUID letterId, Long uidValidity, Long uid) {
    jdbc.sql("update letter set uid_validity = ?, uid = ? where id = ?")
        .params(uidValidity, uid, letterId)
        .update();
  }

  /** Letters that were taken in and do not lie yet where they shall stay. */
  public List<Letter> unfiled(String source) {
    return select("filed_at is null", source);
  }

  /** Those of them of which every item is decided. */
  public List<Letter> decided(String source) {
    return select("filed_at is null" + DECIDED, source);
  }

  /** Letters of which every item is decided, and whose senders wait for an answer. */
  public List<Letter> unanswered(String source, Instant receivedAfter) {
    return jdbc.sql(
            "select * from letter where source = ? and wants_answer and answered_at is null"
                + " and received_at > ?"
                + DECIDED
                + " order by received_at")
        .params(source, timestamp(receivedAfter))
        .query((row, n) -> letter(row))
        .list();
  }

  private List<Letter> select(String condition, String source) {
    return jdbc.sql(
            "select * from letter where source = ? and " + condition + " order by received_at")
        .param(source)
        .query((row, n) -> letter(row))
        .list();
  }

  /** It lies where it shall stay. */
  public void filed(UUID letterId, Instant at) {
    jdbc.sql("update letter set filed_at = ? where id = ?")
        .params(timestamp(at), letterId)
        .update();
  }

  /**
   * Its answer is about to be sent. Written down before, for two answers are worse than none.
   *
   * @param told what the answer says of its items
   * @return whether it is this caller's to send; it is nobody's if it is not true any more
   */
  public boolean answers(UUID letterId, List<LetterItem> told, Instant at) {
    boolean mine =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  lock(letterId);
                  return items(letterId).equals(told)
                      && jdbc.sql(
                                  "update letter set answered_at = ? where id = ?"
                                      + " and answered_at is null")
                              .params(timestamp(at), letterId)
                              .update()
                          == 1;
                }));
    durably.commit();
    return mine;
  }

  /** Part of a transaction, in which nobody else decides what becomes of it. */
  private void lock(UUID letterId) {
    jdbc.sql("select id from letter where id = ? for update")
        .param(letterId)
        .query(UUID.class)
        .optional();
  }

  /** How many letters of a sender were taken in since. */
  public int countSince(String source, String sender, Instant since) {
    return jdbc.sql(
            "select count(*) from letter where source = ? and sender = ? and received_at > ?")
        .params(source, storable(sender), timestamp(since))
        .query(Integer.class)
        .single();
  }

  private static Letter letter(ResultSet row) throws SQLException {
    return new Letter(
        row.getObject("id", UUID.class),
        row.getString("source"),
        row.getString("letter_key"),
        row.getString("sender"),
        row.getString("subject"),
        row.getString("message_id"),
        row.getString("thread"),
        row.getLong("size"),
        LedgerRows.instant(row, "received_at"),
        row.getBoolean("wants_answer"),
        row.getObject("uid_validity", Long.class),
        row.getObject("uid", Long.class),
        LedgerRows.instant(row, "answered_at"),
        LedgerRows.instant(row, "filed_at"));
  }
}
