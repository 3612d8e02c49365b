package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * On PostgreSQL a copy picks rows by locking them; Spring Boot's scheduler those of the main lane.
 */
@Component
@Conditional(OnPostgres.class)
class LockedPick implements DbSchedulerCustomizer {

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    return Optional.of(new OfLane(Lanes.MAIN));
  }

  /** Locks with one statement and marks with another: only the first of them can be added to. */
  private static final class OfLane extends PostgreSqlJdbcCustomization implements LanePick {
    private final String lane;

    OfLane(String lane) {
      super(true, false);
      this.lane = lane; // letters and digits, see Lanes
    }

    @Override
    public LanePick of(String other) {
      return new OfLane(other);
    }

    @Override
    public String createGenericSelectForUpdateQuery(
        String table, int limit, String condition, boolean byPriority) {
      return super.createGenericSelectForUpdateQuery(
          table, limit, condition + " and lane = '" + lane + "'", byPriority);
    }
  }
}
