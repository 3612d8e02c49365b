package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.sitedrop.LedgerAlone;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.IntakeLedger;
import dev.sitedrop.ledger.LeaseLost;
import dev.sitedrop.ledger.NewDelivery;
import dev.sitedrop.ledger.Segment;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.UploadProtocol;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

/** Whoever is shown an outcome that does not last is shown what becomes of it instead. */
@SpringBootTest(
    classes = LedgerAlone.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "spring.autoconfigure.exclude=org.apache.camel.spring.boot.CamelAutoConfiguration",
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "db-scheduler.polling-interval=1h",
      "db-scheduler.immediate-execution-enabled=false"
    })
@DirtiesContext
class SettlingTest {
  private static final Instant NOW = Instant.now();

  @Autowired private IntakeLedger intake;
  @Autowired private DeliveryLedger deliveries;
  @Autowired private ArrivalLedger arrivals;
  @Autowired private DeliverySteering steering;
  @Autowired private Scheduler scheduler;

  private final List<UUID> shown = new ArrayList<>();
  private final Course settlement = new Course();

  /** What a sender is shown, and what happens at that moment. */
  private class Course implements Settlement {
    private Shows shows = arrival -> {};
    private Runnable accepts = () -> {};

    interface Shows {
      void to(Arrival arrival) throws IOException;
    }

    @Override
    public void accept(Arrival arrival, Target target) {
      accepts.run();
    }

    @Override
    public void deliver(Arrival arrival, Delivery delivery) throws IOException {
      fail(arrival, delivery);
    }

    @Override
    public void fail(Arrival arrival, Delivery delivery) throws IOException {
      shown.add(arrival.id());
      shows.to(arrival);
    }

    @Override
    public GivenBack refuse(IncomingDrop drop, String reason) {
      return new GivenBack(reason, "");
    }
  }

  @BeforeEach
  void nobodyElseHasAttempts() {
    scheduler.pause();
  }

  private Settling settling() {
    return new Settling(arrivals, Map.of("folder", settlement), Clock.systemUTC());
  }

  private static String hash() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }

  private static Arrival arrival() {
    return new Arrival(
        UUID.randomUUID(), "inbox", "folder", "crane.jpg", "{}", hash(), NOW, false, "");
  }

  private static NewDelivery photo() {
    String content = hash();
    return new NewDelivery(
        "here",
        42,
        Target.IMAGE,
        content,
        "{}",
        "{}",
        List.of(
            new Attachment(
                UUID.randomUUID(),
                0,
                "crane.jpg",
                "image/jpeg",
                1000,
                content,
                UUID.randomUUID().toString(),
                UploadProtocol.SEGMENTED,
                null,
                List.of(new Segment(0, 0, 1000, content)))));
  }

  private Delivery failed(NewDelivery photo, Arrival... offered) {
    UUID id = null;
    for (Arrival one : offered) {
      id = intake.open(photo, one).deliveryId();
    }
    Delivery delivery = deliveries.find(id).orElseThrow();
    deliveries.failed(delivery, "Procore refused it", NOW);
    return delivery;
  }

  private List<UUID> unsettled(Delivery delivery) {
    return arrivals.unsettledOf(delivery.id()).stream().map(Arrival::id).toList();
  }

  @Test
  void whatIsTriedAgainWhileOneSenderCannotBeShownItIsShownToTheOthersAnew() {
    Arrival first = arrival();
    Arrival second = arrival();
    Delivery delivery = failed(photo(), first, second);
    settlement.shows =
        to -> {
          if (to.id().equals(second.id())) {
            steering.retry(delivery.id(), "ann");
            throw new IOException("its folder is away");
          }
        };

    assertThatThrownBy(() -> settling().settle(delivery)).isInstanceOf(LeaseLost.class);

    assertThat(shown).containsExactly(first.id(), second.id());
    assertThat(unsettled(delivery)).containsExactly(first.id(), second.id());
  }

  @Test
  void theOthersAreSettledWhenOneCannotBeShownIt() {
    Arrival first = arrival();
    Arrival second = arrival();
    Delivery delivery = failed(photo(), first, second);
    settlement.shows =
        to -> {
          if (to.id().equals(first.id())) {
            throw new IOException("its folder is away");
          }
        };

    assertThatThrownBy(() -> settling().settle(delivery)).hasMessage("its folder is away");

    assertThat(unsettled(delivery)).containsExactly(first.id());
  }

  @Test
  void whatIsTriedAgainIsShownToNobodyElseAsFailed() {
    Arrival first = arrival();
    Delivery delivery = failed(photo(), first, arrival());
    settlement.shows = to -> steering.retry(delivery.id(), "ann");

    assertThatThrownBy(() -> settling().settle(delivery)).isInstanceOf(LeaseLost.class);

    assertThat(shown).containsExactly(first.id());
    assertThat(unsettled(delivery)).hasSize(2);
  }

  @Test
  void whatComesAgainIsNotGivenBackWithTheOldReason() {
    NewDelivery photo = photo();
    Arrival first = arrival();
    Delivery delivery = failed(photo, first);
    Arrival again = arrival();
    intake.open(photo, again);

    assertThatThrownBy(() -> settling().settle(delivery)).isInstanceOf(LeaseLost.class);

    assertThat(shown).isEmpty();
    assertThat(unsettled(delivery)).containsExactly(first.id(), again.id());
  }

  /** It may be put back so soon that it is not written down yet that it was given back. */
  @Test
  void whatIsPutBackAtOnceIsGivenBackAnew() throws IOException {
    Arrival arrival = arrival();
    Delivery delivery = failed(photo(), arrival);
    List<Arrival> told = settling().settle(delivery);

    intake(arrival);

    assertThatThrownBy(() -> arrivals.settled(delivery, told, NOW)).isInstanceOf(LeaseLost.class);
    assertThat(unsettled(delivery)).containsExactly(arrival.id());
  }

  /** And so soon that it is written down while it is taken away. */
  @Test
  void whatIsPutBackAtOnceIsGivenBackAnewThoughItWasSettledMeanwhile() throws IOException {
    Arrival arrival = arrival();
    Delivery delivery = failed(photo(), arrival);
    List<Arrival> told = settling().settle(delivery);
    settlement.accepts = () -> arrivals.settled(delivery, told, NOW);

    intake(arrival);

    assertThat(unsettled(delivery)).containsExactly(arrival.id());
  }

  private void intake(Arrival arrival) throws IOException {
    new Intake(
            null,
            null,
            null,
            null,
            intake,
            deliveries,
            null,
            Map.of("folder", settlement),
            Clock.systemUTC(),
            null,
            event -> {})
        .accept(
            new IncomingDrop(
                arrival.source(),
                arrival.settlement(),
                "here",
                arrival.name(),
                Aim.NOTHING,
                Aim.NOTHING,
                null,
                List.of(),
                List.of(),
                arrival.origin(),
                arrival.fingerprint(),
                null));
  }
}
