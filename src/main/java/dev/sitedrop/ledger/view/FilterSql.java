package dev.sitedrop.ledger.view;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A filter as SQL.
 *
 * @param window the deliveries that an index gives in the order of the list
 * @param conditions what each of them has to be looked at for, as {@code d}; empty if for nothing
 * @param params of both
 */
record FilterSql(String window, String conditions, Map<String, Object> params) {

  /**
   * @param olderThan where the page before ended; null for the first
   */
  static FilterSql of(DeliveryFilter filter, PageKey olderThan) {
    Map<String, Object> params = new HashMap<>();
    return new FilterSql(window(filter, olderThan, params), conditions(filter, params), params);
  }

  private static String window(
      DeliveryFilter filter, PageKey olderThan, Map<String, Object> params) {
    StringBuilder sql = new StringBuilder("select * from delivery where 1 = 1");
    if (filter.state() != null) {
      sql.append(
          switch (filter.state()) {
            case UNDER_WAY -> " and finished_at is null";
            case DELIVERED -> " and stage = 'DELIVERED'";
            case FAILED, DISCARDED -> " and stage = 'FAILED'";
          });
    }
    if (filter.from() != null) {
      sql.append(" and opened_at >= :from");
      params.put("from", DeliveryList.timestamp(filter.from()));
    }
    if (filter.until() != null) {
      sql.append(" and opened_at < :until");
      params.put("until", DeliveryList.timestamp(filter.until()));
    }
    if (olderThan != null) {
      sql.append(" and opened_at <= :at and (opened_at < :at or id < :id)");
      params.put("at", DeliveryList.timestamp(olderThan.openedAt()));
      params.put("id", olderThan.id());
    }
    return sql.append(" order by opened_at desc, id desc").toString();
  }

  private static String conditions(DeliveryFilter filter, Map<String, Object> params) {
    StringBuilder sql = new StringBuilder();
    if (filter.state() == DeliveryState.FAILED) {
      sql.append(" and discarded_at is null");
    } else if (filter.state() == DeliveryState.DISCARDED) {
      sql.append(" and discarded_at is not null");
    }
    if (filter.projectId() != null) {
      sql.append(" and project_id = :project");
      params.put("project", filter.projectId());
    }
    if (filter.target() != null) {
      sql.append(" and target = :target");
      params.put("target", filter.target().name());
    }
    if (filter.source() != null) {
      sql.append(
          " and exists (select 1 from arrival a where a.delivery_id = d.id and a.source = :source)");
      params.put("source", filter.source());
    }
    if (filter.text() != null && !filter.text().isBlank()) {
      sql.append(
          " and (lower(reason) like :text escape '!'"
              + " or exists (select 1 from arrival a where a.delivery_id = d.id"
              + " and lower(a.name) like :text escape '!')"
              + " or exists (select 1 from attachment f where f.delivery_id = d.id"
              + " and lower(f.name) like :text escape '!'))");
      params.put("text", containing(filter.text()));
    }
    return sql.toString();
  }

  /** A pattern, with ! as its escape, of what contains the text in lower case. */
  static String containing(String text) {
    return "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }
}
