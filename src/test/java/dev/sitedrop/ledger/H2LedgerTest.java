package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger on the embedded database. */
class H2LedgerTest extends LedgerContract {
  @Autowired private JdbcClient jdbc;

  @Test
  void whatIsDueInALaneIsReadByItsIndexAndNotSorted() {
    String query = new LaneFetch("elsewhere").createSelectDueQuery("scheduled_tasks", 24, "", true);

    String plan =
        jdbc.sql("explain " + query)
            .params(false, OffsetDateTime.now())
            .query(String.class)
            .single();

    assertThat(plan).contains("SCHEDULED_TASKS_DUE_IN_LANE: LANE = 'elsewhere'");
    assertThat(plan).contains("/* index sorted */");
  }
}
