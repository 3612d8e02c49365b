package dev.sitedrop.procore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A state that all copies of SiteDrop share: a row of the database, which is locked while it is
 * changed. The database's clock is the one that all go by.
 */
final class SharedRateStore implements RateStore {
  /** A copy of the next release may know more. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A change takes milliseconds; a garbage collection in between may take longer. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String name;
  private final Duration longest;

  /**
   * @param name of the limit: what has one of its own with Procore, at most 300 characters
   */
  SharedRateStore(JdbcClient jdbc, PlatformTransactionManager transactions, String name) {
    this(jdbc, transactions, name, LONGEST);
  }

  /**
   * @param longest how long a change may hold the row without a word
   */
  SharedRateStore(
      JdbcClient jdbc, PlatformTransactionManager transactions, String name, Duration longest) {
    this.longest = longest;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.name = name;
    jdbc.sql("insert into rate_limit (name, state) values (?, ?) on conflict do nothing")
        .params(name, write(new RateState()))
        .update();
  }

  @Override
  public <T> T change(Change<T> change) {
    return transaction.execute(
        status -> {
          // whoever sleeps with the row, such as a machine that is suspended, holds nobody for long
          jdbc.sql("set local idle_in_transaction_session_timeout = " + longest.toMillis())
              .update();
          jdbc.sql("set local lock_timeout = " + 2 * longest.toMillis()).update();
          RateState state =
              read(
                  jdbc.sql("select state from rate_limit where name = ? for update")
                      .param(name)
                      .query(String.class)
                      .single());
          // asked when the row is ours: whoever waited for it would bring an old time along
          Instant now =
              jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
          T result = change.apply(state, now);
          jdbc.sql("update rate_limit set state = ? where name = ?")
              .params(write(state), name)
              .update();
          return result;
        });
  }

  static String write(RateState state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static RateState read(String state) {
    try {
      return JSON.readValue(state, RateState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
