package dev.sitedrop.ledger;

import static dev.sitedrop.ledger.LedgerRows.storable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pictures that the texts of mails have shown, by sender. */
@Repository
public class ShownPictures {
  private final JdbcClient jdbc;

  ShownPictures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Whether another letter of this sender has shown this picture before, and something of that
   * letter was delivered; remembers the picture. A mail that is sent again after a refusal repeats
   * nothing.
   *
   * @param letterKey of the letter that shows it now
   */
  public boolean isRepeated(String source, String sender, String sha256, String letterKey) {
    try {
      jdbc.sql("insert into shown_picture (source, sender, sha256, letter_key) values (?, ?, ?, ?)")
          .params(source, storable(sender), sha256, letterKey)
          .update();
    } catch (DuplicateKeyException lookedAtBefore) {
      // the same letter is read again
    }
    return jdbc.sql(
                "select count(*) from shown_picture p"
                    + " join letter l on l.source = p.source and l.letter_key = p.letter_key"
                    + " join letter_item i on i.letter_id = l.id and i.state = 'DELIVERED'"
                    + " where p.source = ? and p.sender = ? and p.sha256 = ?"
                    + " and p.letter_key <> ?")
            .params(source, storable(sender), sha256, letterKey)
            .query(Integer.class)
            .single()
        > 0;
  }
}
