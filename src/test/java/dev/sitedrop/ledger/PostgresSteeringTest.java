package dev.sitedrop.ledger;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A PostgreSQL. */
@Needs(Need.POSTGRES)
class PostgresSteeringTest extends SteeringContract {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", PostgresServer::emptyDatabase);
  }
}
