package dev.sitedrop.ledger;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Letters on PostgreSQL. */
@Needs(Need.POSTGRES)
class PostgresLetterLedgerTest extends LetterLedgerContract {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", PostgresServer::emptyDatabase);
  }
}
