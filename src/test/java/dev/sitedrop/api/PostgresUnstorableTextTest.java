package dev.sitedrop.api;

import dev.sitedrop.ledger.PostgresServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same on PostgreSQL, which keeps other texts and years than H2. */
@Needs(Need.POSTGRES)
class PostgresUnstorableTextTest extends UnstorableTextTest {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", PostgresServer::emptyDatabase);
  }
}
