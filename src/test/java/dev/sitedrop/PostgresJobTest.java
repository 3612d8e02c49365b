package dev.sitedrop;

import dev.sitedrop.ledger.PostgresServer;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The main job with its ledger on PostgreSQL. */
@Needs(Need.POSTGRES)
class PostgresJobTest extends MainJobTest {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", PostgresServer::emptyDatabase);
  }
}
