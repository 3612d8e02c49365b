package dev.sitedrop.ledger;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Bounds what a connection waits for a server that does not answer: by itself the driver waits for
 * ever. What the URL says goes before.
 */
@Component
@Conditional(OnPostgres.class)
class PostgresPool implements BeanPostProcessor {
  /** In milliseconds: what the pool lets a caller wait for a connection, unless it is told. */
  private static final long POOLS_OWN = 30_000;

  private static final long A_WHILE = 10_000;

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      if (pool.getConnectionTimeout() == POOLS_OWN) {
        pool.setConnectionTimeout(A_WHILE);
      }
      pool.addDataSourceProperty("ApplicationName", "SiteDrop");
      pool.addDataSourceProperty("connectTimeout", "10");
      pool.addDataSourceProperty("socketTimeout", "30");
      pool.addDataSourceProperty("tcpKeepAlive", "true");
    }
    return bean;
  }
}
