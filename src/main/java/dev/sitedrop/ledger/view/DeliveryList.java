package dev.sitedrop.ledger.view;

import dev.sitedrop.ledger.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists deliveries, a page at a time, newest first. A page costs the same however many there are.
 */
@Repository
public class DeliveryList {
  /** So many are looked at for one page: a rare word must not read a million rows at once. */
  public static final int LOOKED_AT = 20_000;

  private final JdbcClient jdbc;

  DeliveryList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The delivery of this id. */
  public Optional<DeliverySummary> find(UUID id) {
    return summaries("select * from delivery where id = :id", Map.of("id", id)).stream()
        .findFirst();
  }

  /**
   * The newest that fit the filter.
   *
   * @param olderThan where the page before ended; null for the first
   * @param size how many at most
   */
  public DeliveryPage find(DeliveryFilter filter, PageKey olderThan, int size) {
    FilterSql sql = FilterSql.of(filter, olderThan);
    int lookedAt = sql.conditions().isEmpty() ? size + 1 : LOOKED_AT;
    List<DeliverySummary> found =
        summaries(
            "select * from ("
                + sql.window()
                + " limit "
                + lookedAt
                + ") d where 1 = 1"
                + sql.conditions()
                + " order by opened_at desc, id desc limit "
                + (size + 1),
            sql.params());
    if (found.size() > size) {
      List<DeliverySummary> page = found.subList(0, size);
      DeliverySummary last = page.get(size - 1);
      return new DeliveryPage(page, Optional.of(new PageKey(last.openedAt(), last.id())));
    }
    return new DeliveryPage(
        found, sql.conditions().isEmpty() ? Optional.empty() : lastLookedAt(sql));
  }

  /** How many of the newest fit the filter; of those that are looked at for a page. */
  public long count(DeliveryFilter filter) {
    FilterSql sql = FilterSql.of(filter, null);
    return jdbc.sql(
            "select count(*) from ("
                + sql.window()
                + " limit "
                + LOOKED_AT
                + ") d where 1 = 1"
                + sql.conditions())
        .params(sql.params())
        .query(Long.class)
        .single();
  }

  /** How far a page looked that it could not fill; empty if nothing is left. */
  private Optional<PageKey> lastLookedAt(FilterSql sql) {
    return jdbc.sql(
            "select opened_at, id from ("
                + sql.window()
                + " limit 1 offset "
                + (LOOKED_AT - 1)
                + ") d")
        .params(sql.params())
        .query((row, n) -> new PageKey(instant(row, "opened_at"), row.getObject("id", UUID.class)))
        .optional();
  }

  private List<DeliverySummary> summaries(String deliveries, Map<String, Object> params) {
    List<Row> rows =
        jdbc.sql(
                "select d.*, (select count(*) from attachment f where f.delivery_id = d.id) as files,"
                    + " (select coalesce(sum(f.size), 0) from attachment f where f.delivery_id = d.id)"
                    + " as bytes from ("
                    + deliveries
                    + ") d order by d.opened_at desc, d.id desc")
            .params(params)
            .query((row, n) -> Row.of(row))
            .list();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<UUID> ids = rows.stream().map(Row::id).toList();
    Map<UUID, First> first = firstArrivals(ids);
    Map<UUID, Due> due = due(rows.stream().filter(row -> !row.isFinished()).map(Row::id).toList());
    List<DeliverySummary> summaries = new ArrayList<>();
    for (Row row : rows) {
      summaries.add(
          row.summary(
              first.getOrDefault(row.id(), First.UNKNOWN),
              due.getOrDefault(row.id(), Due.UNKNOWN)));
    }
    return summaries;
  }

  private Map<UUID, First> firstArrivals(List<UUID> ids) {
    Map<UUID, First> first = new HashMap<>();
    jdbc.sql(
            "select delivery_id, name, source from arrival where delivery_id in (:ids)"
                + " order by arrived_at")
        .param("ids", ids)
        .query(
            row -> {
              first.putIfAbsent(
                  row.getObject("delivery_id", UUID.class),
                  new First(row.getString("name"), row.getString("source")));
            });
    return first;
  }

  /** The execution time of what is due already is its place among the others, and no time. */
  private Map<UUID, Due> due(List<UUID> ids) {
    Map<UUID, Due> due = new HashMap<>();
    Instant now = Instant.now();
    if (!ids.isEmpty()) {
      jdbc.sql(
              "select task_instance, execution_time, picked from scheduled_tasks"
                  + " where task_name = 'delivery' and task_instance in (:ids)")
          .param("ids", ids.stream().map(UUID::toString).toList())
          .query(
              row -> {
                Instant at = instant(row, "execution_time");
                due.put(
                    UUID.fromString(row.getString("task_instance")),
                    new Due(at.isAfter(now) ? at : null, row.getBoolean("picked")));
              });
    }
    return due;
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  private record First(String name, String source) {
    static final First UNKNOWN = new First("", "");
  }

  private record Due(Instant at, boolean isPicked) {
    static final Due UNKNOWN = new Due(null, false);
  }

  private record Row(
      UUID id,
      String destination,
      long projectId,
      Target target,
      DeliveryState state,
      int files,
      long bytes,
      Instant openedAt,
      Instant finishedAt,
      Instant discardedAt,
      String reason,
      Long resourceId,
      String resourceUrl) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getString("destination"),
          row.getLong("project_id"),
          Target.valueOf(row.getString("target")),
          state(row.getString("stage"), row.getObject("discarded_at") != null),
          row.getInt("files"),
          row.getLong("bytes"),
          instant(row, "opened_at"),
          instant(row, "finished_at"),
          instant(row, "discarded_at"),
          row.getString("reason"),
          row.getObject("resource_id", Long.class),
          row.getString("resource_url"));
    }

    private static DeliveryState state(String stage, boolean isDiscarded) {
      return switch (stage) {
        case "DELIVERED" -> DeliveryState.DELIVERED;
        case "FAILED" -> isDiscarded ? DeliveryState.DISCARDED : DeliveryState.FAILED;
        default -> DeliveryState.UNDER_WAY;
      };
    }

    boolean isFinished() {
      return state != DeliveryState.UNDER_WAY;
    }

    DeliverySummary summary(First first, Due due) {
      return new DeliverySummary(
          id,
          destination,
          projectId,
          target,
          state,
          first.name(),
          first.source(),
          files,
          bytes,
          openedAt,
          due.isPicked() ? null : due.at(),
          due.isPicked(),
          finishedAt,
          discardedAt,
          reason,
          resourceId,
          resourceUrl);
    }
  }
}
