package dev.sitedrop.ledger.view;

import static dev.sitedrop.ledger.view.DeliveryList.instant;
import static dev.sitedrop.ledger.view.DeliveryList.timestamp;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists what was refused, a page at a time, newest first. A page costs the same however many there
 * are: no more than {@link DeliveryList#LOOKED_AT} are looked at for one.
 */
@Repository
public class RefusalList {
  private final JdbcClient jdbc;

  RefusalList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The newest that fit the filter.
   *
   * @param olderThan where the page before ended; null for the first
   * @param size how many at most
   */
  public RefusalPage find(RefusalFilter filter, PageKey olderThan, int size) {
    Map<String, Object> params = new HashMap<>();
    String window = window(filter, olderThan, params);
    String conditions = conditions(filter, params);
    List<Refusal> found =
        jdbc.sql(
                "select * from ("
                    + window
                    + " limit "
                    + (conditions.isEmpty() ? size + 1 : DeliveryList.LOOKED_AT)
                    + ") r where 1 = 1"
                    + conditions
                    + " order by refused_at desc, id desc limit "
                    + (size + 1))
            .params(params)
            .query((row, n) -> refusal(row))
            .list();
    if (found.size() > size) {
      Refusal last = found.get(size - 1);
      return new RefusalPage(
          found.subList(0, size), Optional.of(new PageKey(last.refusedAt(), last.id())));
    }
    return new RefusalPage(
        found, conditions.isEmpty() ? Optional.empty() : lastLookedAt(window, params));
  }

  /** How many of the newest fit the filter; of those that are looked at for a page. */
  public long count(RefusalFilter filter) {
    Map<String, Object> params = new HashMap<>();
    String window = window(filter, null, params);
    return jdbc.sql(
            "select count(*) from ("
                + window
                + " limit "
                + DeliveryList.LOOKED_AT
                + ") r where 1 = 1"
                + conditions(filter, params))
        .params(params)
        .query(Long.class)
        .single();
  }

  /** How far a page looked that it could not fill; empty if nothing is left. */
  private Optional<PageKey> lastLookedAt(String window, Map<String, Object> params) {
    return jdbc.sql(window + " limit 1 offset " + (DeliveryList.LOOKED_AT - 1))
        .params(params)
        .query((row, n) -> new PageKey(instant(row, "refused_at"), row.getObject("id", UUID.class)))
        .optional();
  }

  /** Those that an index gives in the order of the list. */
  private static String window(
      RefusalFilter filter, PageKey olderThan, Map<String, Object> params) {
    StringBuilder sql = new StringBuilder("select * from refusal where 1 = 1");
    if (filter.from() != null) {
      sql.append(" and refused_at >= :from");
      params.put("from", timestamp(filter.from()));
    }
    if (filter.until() != null) {
      sql.append(" and refused_at < :until");
      params.put("until", timestamp(filter.until()));
    }
    if (olderThan != null) {
      sql.append(" and refused_at <= :at and (refused_at < :at or id < :id)");
      params.put("at", timestamp(olderThan.openedAt()));
      params.put("id", olderThan.id());
    }
    return sql.append(" order by refused_at desc, id desc").toString();
  }

  /** What each of them has to be looked at for; empty if for nothing. */
  private static String conditions(RefusalFilter filter, Map<String, Object> params) {
    StringBuilder sql = new StringBuilder();
    if (filter.source() != null) {
      sql.append(" and source = :source");
      params.put("source", filter.source());
    }
    if (filter.text() != null && !filter.text().isBlank()) {
      sql.append(" and (lower(name) like :text escape '!' or lower(reason) like :text escape '!')");
      params.put("text", FilterSql.containing(filter.text()));
    }
    return sql.toString();
  }

  static Refusal refusal(ResultSet row) throws SQLException {
    return new Refusal(
        row.getObject("id", UUID.class),
        row.getString("source"),
        row.getString("name"),
        row.getString("reason"),
        row.getString("whereabouts"),
        instant(row, "refused_at"));
  }
}
