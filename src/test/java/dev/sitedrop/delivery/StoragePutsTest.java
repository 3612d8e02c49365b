package dev.sitedrop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.ledger.Delivery;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class StoragePutsTest {
  private final StoragePuts puts = new StoragePuts(new DeliverySettings(null, null, null, null, 2));
  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void stop() {
    answer.countDown();
    puts.shutdownNow();
  }

  private boolean awaitAnswer() throws InterruptedException {
    return answer.await(30, TimeUnit.SECONDS);
  }

  @Test
  void aStorageThatDoesNotAnswerKeepsOnlyTheThreadsOfItsCompany() throws Exception {
    for (int i = 0; i < 10; i++) {
      puts.at("north", () -> puts.submit(this::awaitAnswer));
    }

    Future<String> ofSouth = puts.at("south", () -> puts.submit(() -> "stored"));

    assertThat(ofSouth.get(5, TimeUnit.SECONDS)).isEqualTo("stored");
  }

  @Test
  void whatAThreadOfACompanyBringsIsThatCompanysToo() throws Exception {
    puts.at("north", () -> puts.submit(this::awaitAnswer));
    puts.at("north", () -> puts.submit(this::awaitAnswer));

    Future<Future<String>> ofSouth =
        puts.at("south", () -> puts.submit(() -> puts.submit(() -> "stored")));

    assertThat(ofSouth.get(5, TimeUnit.SECONDS).get(5, TimeUnit.SECONDS)).isEqualTo("stored");
  }

  @Test
  void whatIsLoggedThereBearsTheDeliverysId() throws Exception {
    MDC.put(Delivery.IN_LOG, "an id");
    Future<String> first = puts.at("north", () -> puts.submit(() -> MDC.get(Delivery.IN_LOG)));
    MDC.remove(Delivery.IN_LOG);
    Future<String> other = puts.at("north", () -> puts.submit(() -> MDC.get(Delivery.IN_LOG)));

    assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo("an id");
    assertThat(other.get(5, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void nothingIsTakenWhenItStops() {
    puts.shutdownNow();

    assertThat(puts.isShutdown()).isTrue();
    assertThat(puts.isTerminated()).isTrue();
  }
}
