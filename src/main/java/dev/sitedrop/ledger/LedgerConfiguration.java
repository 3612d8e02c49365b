package dev.sitedrop.ledger;

import java.util.UUID;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The ledger is looked after once a second, and who shares it is told apart. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LedgerConfiguration {

  @Bean
  SourceLeases sourceLeases(ObjectProvider<LockProvider> locks, LedgerSettings settings) {
    return new SourceLeases(locks.getIfAvailable(), settings);
  }

  /** By the database's clock: those of the copies may differ. */
  @Bean
  @Conditional(OnPostgres.class)
  LockProvider sourceLocks(DataSource dataSource) {
    return locks(dataSource);
  }

  static LockProvider locks(DataSource dataSource) {
    return new JdbcTemplateLockProvider(
        JdbcTemplateLockProvider.Configuration.builder()
            .withJdbcTemplate(new JdbcTemplate(dataSource))
            .withTableName("source_lock")
            // the machine's name, which is the default, would be that of two copies on it
            .withLockedByValue(UUID.randomUUID().toString())
            .usingDbTime()
            .build());
  }
}
