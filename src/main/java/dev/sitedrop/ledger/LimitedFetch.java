package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Spring Boot's scheduler fetches from the main lane. */
@Component
@Conditional(OnH2.class)
class LimitedFetch implements DbSchedulerCustomizer {

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    return Optional.of(new LaneFetch(Lanes.MAIN));
  }
}
