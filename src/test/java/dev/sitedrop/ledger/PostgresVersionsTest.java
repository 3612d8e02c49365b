package dev.sitedrop.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.LedgerCopy;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The older servers: the schema, and one delivery through all of its steps. */
@Needs({Need.POSTGRES, Need.FORMER_POSTGRES})
class PostgresVersionsTest {
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16})
  void carriesADeliveryFromItsArrivalToItsEnd(int version) {
    AtomicReference<DeliveryLedger> ledger = new AtomicReference<>();
    AtomicReference<UploadLedger> uploads = new AtomicReference<>();
    AtomicReference<ArrivalLedger> arrivals = new AtomicReference<>();
    DeliveryAttempt attempt =
        lease -> {
          Delivery delivery = ledger.get().find(lease);
          Attachment file = delivery.attachments().get(0);
          Instant later = Instant.now().plusSeconds(60);
          uploads
              .get()
              .uploadCreated(
                  file, "01", later, later, List.of(new StoragePlace("https://a", Map.of(), null)));
          uploads.get().wholeStored(file, "etag");
          ledger.get().intendsToAssociate(delivery, Instant.now(), later);
          ledger.get().associated(delivery, 17L, "https://b", null, Instant.now());
          return new DeliveryAttempt.Result(
              Optional.empty(), arrivals.get().unsettledOf(delivery.id()));
        };
    try (var copy = LedgerCopy.start(PostgresServer.emptyDatabase(version), attempt)) {
      uploads.set(copy.getBean(UploadLedger.class));
      ledger.set(copy.getBean(DeliveryLedger.class));
      arrivals.set(copy.getBean(ArrivalLedger.class));

      UUID id =
          copy.getBean(IntakeLedger.class).open(Photos.photo(42), Photos.arrival()).deliveryId();

      await().until(() -> ledger.get().find(id).orElseThrow().isDelivered());
      await().untilAsserted(() -> assertThat(arrivals.get().unsettledOf(id)).isEmpty());
    }
  }
}
