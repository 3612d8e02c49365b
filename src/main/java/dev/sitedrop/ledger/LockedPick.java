package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * On PostgreSQL a copy picks rows by locking them; Spring Boot's scheduler those of the main lane.
 * It picks no delivery whose bytes lie in a spool that it does not see. That is asked where the
 * rows are locked: a row that was picked and given back would be picked again and again, before
 * those that can be delivered.
 */
@Component
@Conditional(OnPostgres.class)
class LockedPick implements DbSchedulerCustomizer {
  private final ObjectProvider<OwnSpool> own;

  LockedPick(ObjectProvider<OwnSpool> own) {
    this.own = own;
  }

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    OwnSpool spool = own.getIfAvailable();
    String reachable =
        spool == null
            ? ""
            : " and (spool is null or spool = '" + spool.id() + "')"; // no quote in it
    return Optional.of(new OfLane(Lanes.MAIN, reachable));
  }

  /** Locks with one statement and marks with another: only the first of them can be added to. */
  private static final class OfLane extends PostgreSqlJdbcCustomization implements LanePick {
    private final String lane;
    private final String reachable;

    OfLane(String lane, String reachable) {
      super(true, false);
      this.lane = lane; // letters and digits, see Lanes
      this.reachable = reachable;
    }

    @Override
    public LanePick of(String other) {
      return new OfLane(other, reachable);
    }

    @Override
    public String createGenericSelectForUpdateQuery(
        String table, int limit, String condition, boolean byPriority) {
      return super.createGenericSelectForUpdateQuery(
          table, limit, condition + " and lane = '" + lane + "'" + reachable, byPriority);
    }
  }
}
