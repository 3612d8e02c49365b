package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.LedgerAlone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.util.FileSystemUtils;

@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/upkeep",
      "logging.file.name=",
      "spring.datasource.url=jdbc:h2:full:./target/homes/upkeep/ledger;WRITE_DELAY=0;"
          + "RETENTION_TIME=500"
    })
class LedgerUpkeepTest {
  private static final Duration AS_LONG_AS_OLD_COMMITS_STAY = Duration.ofMillis(600);

  @BeforeAll
  static void startEmpty() throws IOException {
    FilePath.register(new FullDisk());
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
      await().pollDelay(AS_LONG_AS_OLD_COMMITS_STAY).until(() -> true);
      upkeep.makeRoom();
    }

    assertThat(size()).isLessThan(3 * afterTheFirst);
  }

  @Test
  void isWrittenAgainWhenTheDiskHasSpaceAgain(CapturedOutput output) {
    jdbc.execute("create table kept (id integer primary key)");
    jdbc.update("insert into kept values (1)");
    FullDisk.isFull = true;
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> jdbc.update("insert into kept values (2)"))
                    .isInstanceOf(DataAccessException.class));
    await().until(() -> output.getOut().contains("The ledger cannot be written (No space left on"));

    FullDisk.isFull = false;

    await().until(() -> output.getOut().contains("The ledger is open again"));
    await().ignoreExceptions().until(() -> jdbc.update("insert into kept values (3)") == 1);
    assertThat(jdbc.queryForList("select id from kept where id <> 2", Integer.class))
        .containsExactly(1, 3);
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target/homes/upkeep"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
