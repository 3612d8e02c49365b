package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.LedgerAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.FileSystemUtils;

@DirtiesContext
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/upkeep",
      "logging.file.name=",
      "spring.datasource.url=jdbc:h2:file:./target/homes/upkeep/ledger;WRITE_DELAY=0;"
          + "RETENTION_TIME=500"
    })
class LedgerUpkeepTest {
  @BeforeAll
  static void startEmpty() throws IOException {
    FileSystemUtils.deleteRecursively(Path.of("target/homes/upkeep"));
  }

  @Autowired private JdbcTemplate jdbc;
  @Autowired private LedgerUpkeep upkeep;

  @Test
  void placesOfOldCommitsAreUsedAgain() throws Exception {
    jdbc.execute("create table step (id integer primary key, proof varchar, done varchar)");
    jdbc.execute("create index step_by_done on step (done)");
    long afterTheFirst = 0;

    for (int round = 0; round < 6; round++) {
      for (int id = round * 1000; id < (round + 1) * 1000; id++) {
        jdbc.update("insert into step values (?, ?, ?)", id, "p".repeat(600), "no " + id);
        jdbc.update("update step set proof = ?, done = ? where id = ?", "q", "yes " + id, id);
      }
      afterTheFirst = round == 0 ? size() : afterTheFirst;
      Thread.sleep(600); // as long as old commits are retained
      upkeep.makeRoom();
    }

    assertThat(size()).isLessThan(3 * afterTheFirst);
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/homes/upkeep"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
