package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Tells db-scheduler that H2 can limit a query. It knows no H2, and would have every due row read
 * and sorted to take the first few: the cost of a delivery would grow with the backlog.
 */
@Component
@Conditional(OnH2.class)
class LimitedFetch implements DbSchedulerCustomizer {

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    return Optional.of(
        new DefaultJdbcCustomization(false) {
          @Override
          public boolean supportsExplicitQueryLimitPart() {
            return true;
          }
        });
  }
}
