package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * A copy picks no delivery whose bytes lie in a spool that it does not see. That is asked where the
 * rows are locked: a row that was picked and given back would be picked again and again, before
 * those that can be delivered.
 */
@Component
@Conditional(OnPostgres.class)
class PickReachable implements DbSchedulerCustomizer {
  private final ObjectProvider<OwnSpool> own;

  PickReachable(ObjectProvider<OwnSpool> own) {
    this.own = own;
  }

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    OwnSpool spool = own.getIfAvailable();
    return spool == null ? Optional.empty() : Optional.of(new Picking(spool));
  }

  /** Locks with one statement and marks with another: only the first of them can be added to. */
  private static final class Picking extends PostgreSqlJdbcCustomization {
    private final String reachable;

    Picking(OwnSpool spool) {
      super(true, false);
      this.reachable = " and (spool is null or spool = '" + spool.id() + "')"; // no quote is in it
    }

    @Override
    public String createGenericSelectForUpdateQuery(
        String table, int limit, String condition, boolean byPriority) {
      return super.createGenericSelectForUpdateQuery(
          table, limit, condition + reachable, byPriority);
    }
  }
}
