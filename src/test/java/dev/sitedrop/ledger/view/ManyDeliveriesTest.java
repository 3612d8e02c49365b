package dev.sitedrop.ledger.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.ledger.Target;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What pages of many deliveries cost: rows that the database looks at, not time. */
class ManyDeliveriesTest {
  private static final int COUNT = 50_000;
  private static final int PAGE = 50;

  /** The page, one more, and what belongs to each: a file, an arrival, and the page's sorting. */
  private static final long FEW = 20L * PAGE;

  private static ExplainedConnections connections;
  private static JdbcClient jdbc;
  private static DeliveryList list;

  @BeforeAll
  static void fill() {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(database).load().migrate();
    connections = new ExplainedConnections(database);
    jdbc = JdbcClient.create(connections);
    list = new DeliveryList(jdbc);
    JdbcClient plain = JdbcClient.create(database);
    plain
        .sql(
            "insert into delivery (id, destination, project_id, target, content_key, fields, stage,"
                + " opened_at, finished_at, reason) select random_uuid(), 'there', mod(x, 40), 'IMAGE',"
                + " lpad(cast(x as varchar), 64, '0'), '{}', case when mod(x, 500) = 0 then 'FAILED'"
                + " else 'DELIVERED' end, dateadd(second, x, timestamp with time zone"
                + " '2026-01-01 00:00:00Z'), current_timestamp, case when mod(x, 500) = 0 then"
                + " 'Procore answered 404' end from system_range(1, "
                + COUNT
                + ")")
        .update();
    plain.sql("analyze").update();
  }

  private static DeliveryPage page(DeliveryFilter filter, PageKey from) {
    return list.find(filter, from, PAGE);
  }

  @Test
  void thePagesInTheMiddleCostWhatTheFirstOneCosts() {
    connections.scanned();
    DeliveryPage first = page(DeliveryFilter.ALL, null);
    assertThat(first.deliveries()).hasSize(PAGE);
    assertThat(connections.scanned()).isPositive().isLessThan(FEW);

    PageKey middle =
        new PageKey(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(COUNT / 2), new UUID(-1, -1));
    DeliveryPage later = page(DeliveryFilter.ALL, middle);
    assertThat(later.deliveries()).hasSize(PAGE);
    assertThat(later.older()).isPresent();
    assertThat(connections.scanned()).isLessThan(FEW);
  }

  @Test
  void theFailedOnesAreFoundWithoutTheOthers() {
    connections.scanned();
    DeliveryPage failed = page(DeliveryFilter.in(DeliveryState.FAILED), null);

    assertThat(failed.deliveries())
        .hasSize(PAGE)
        .allMatch(one -> one.state() == DeliveryState.FAILED);
    assertThat(connections.scanned()).isLessThan(FEW);
  }

  @Test
  void whatIsRareIsLookedForInSomeAndGoesOnAtTheNextPage() {
    DeliveryFilter nowhere = new DeliveryFilter(null, 4711L, Target.IMAGE, null, null, null, null);

    connections.scanned();
    DeliveryPage nothing = page(nowhere, null);

    assertThat(nothing.deliveries()).isEmpty();
    assertThat(nothing.older()).isPresent();
    assertThat(connections.scanned()).isLessThan(4L * DeliveryList.LOOKED_AT);
    PageKey from = nothing.older().orElseThrow();
    int pages = 1;
    for (; from != null; pages++) {
      from = page(nowhere, from).older().orElse(null);
    }
    assertThat(pages).isEqualTo(1 + COUNT / DeliveryList.LOOKED_AT);
  }

  @Test
  void pagesOfManyRefusalsCostTheSameWhereverTheyAre() {
    JdbcClient plain = JdbcClient.create(connections);
    plain
        .sql(
            "insert into refusal (fingerprint, id, source, name, reason, whereabouts, refused_at)"
                + " select lpad(cast(x as varchar), 64, '0'), random_uuid(), 'inbox', 'f' || x ||"
                + " '.pdf', 'no picture', 'there', dateadd(second, x, timestamp with time zone"
                + " '2026-01-01 00:00:00Z') from system_range(1, "
                + COUNT
                + ")")
        .update();
    plain.sql("analyze").update();
    RefusalList refusals = new RefusalList(jdbc);
    RefusalFilter all = new RefusalFilter(null, null, null, null);

    connections.scanned();
    assertThat(refusals.find(all, null, PAGE).refusals()).hasSize(PAGE);
    assertThat(connections.scanned()).isPositive().isLessThan(FEW);
    PageKey middle =
        new PageKey(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(COUNT / 2), new UUID(-1, -1));
    assertThat(refusals.find(all, middle, PAGE).refusals()).hasSize(PAGE);
    assertThat(connections.scanned()).isLessThan(FEW);

    RefusalFilter rare = new RefusalFilter(null, "f1.pdf", null, null);
    assertThat(refusals.find(rare, null, PAGE).older()).isPresent();
    assertThat(connections.scanned()).isLessThan(4L * DeliveryList.LOOKED_AT);
    assertThat(refusals.count(rare)).as("of those that are looked at").isZero();
    assertThat(connections.scanned()).isLessThan(4L * DeliveryList.LOOKED_AT);
  }
}
