package dev.sitedrop.ledger;

import jakarta.annotation.PostConstruct;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives up what a killed process had picked. An embedded database has one process at a time, so at
 * the start whatever is still picked was left by one that died; there is no need to wait for its
 * heartbeat to be missed.
 */
@Component
@Conditional(OnH2.class)
class LeftoverPicks {
  private final JdbcClient jdbc;

  LeftoverPicks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @PostConstruct
  void giveUp() {
    jdbc.sql(
            "update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,"
                + " version = version + 1 where picked")
        .update();
  }
}
