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
  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool) {
      pool.addDataSourceProperty("ApplicationName", "SiteDrop");
      pool.addDataSourceProperty("connectTimeout", "10");
      pool.addDataSourceProperty("socketTimeout", "30");
      pool.addDataSourceProperty("tcpKeepAlive", "true");
    }
    return bean;
  }
}
