package dev.sitedrop;

import dev.sitedrop.ledger.PostgresServer;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The main job with its ledger on PostgreSQL. */
class PostgresJobTest extends MainJobTest {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", PostgresServer::emptyDatabase);
  }
}
