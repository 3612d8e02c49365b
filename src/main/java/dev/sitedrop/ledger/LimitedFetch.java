package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/** Spring Boot's scheduler fetches from the main lane. */
@Component
@ConditionalOnExpression("'${spring.datasource.url}'.startsWith('jdbc:h2:')")
class LimitedFetch implements DbSchedulerCustomizer {

  @Override
  public Optional<JdbcCustomization> jdbcCustomization() {
    return Optional.of(new LaneFetch(Lanes.MAIN));
  }
}
