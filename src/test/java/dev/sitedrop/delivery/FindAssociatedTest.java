package dev.sitedrop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.OtherDeliveries;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FindAssociatedTest {
  private static final Instant SENT = Instant.parse("2026-05-06T10:15:00Z");
  private static final Instant COUNTS = SENT.plusSeconds(15);

  private final DeliveryLedger ledger = mock();
  private final OtherDeliveries others = mock();
  private final Delivery delivery = mock();

  private FindAssociated at(Instant now) {
    Attachment photo =
        new Attachment(
            UUID.randomUUID(),
            0,
            "crane.jpg",
            "image/jpeg",
            5,
            "ab",
            "key",
            UploadProtocol.SEGMENTED,
            List.of());
    when(delivery.target()).thenReturn(Target.IMAGE);
    when(delivery.fields()).thenReturn("{\"log_date\":\"2026-05-06\"}");
    when(delivery.attachments()).thenReturn(List.of(photo));
    when(delivery.intendedAt()).thenReturn(SENT);
    when(delivery.absenceCountsFrom()).thenReturn(COUNTS);
    return new FindAssociated(
        ledger, others, Clock.fixed(now, ZoneOffset.UTC), mock(DeliveryLabel.class));
  }

  /** Lists with these pages, and then nothing. */
  private void decide(FindAssociated find, String... pages) throws Exception {
    AssociationSearch search = find.search(delivery);
    for (int page = 0; search.isUnfinished(); page++) {
      assertThat(search.nextPage().path()).isEqualTo("/rest/v1.0/images");
      JsonNode answer = new ObjectMapper().readTree(page < pages.length ? pages[page] : "[]");
      find.read(search, answer);
    }
    find.decide(search, delivery);
  }

  private static String image(int id, String name, String createdAt) {
    return "{\"id\":"
        + id
        + ",\"filename\":\""
        + name
        + "\",\"size\":5,\"created_at\":\""
        + createdAt
        + "\"}";
  }

  @Test
  void absenceIsNotBelievedWhileTheCallMayBeUnderWay() {
    assertThatThrownBy(() -> decide(at(COUNTS.minusMillis(1)))).isInstanceOf(NotYet.class);

    verify(ledger, never()).notAssociated(any());
  }

  @Test
  void absenceIsBelievedAfterwards() throws Exception {
    decide(at(COUNTS));

    verify(ledger).notAssociated(delivery);
  }

  @Test
  void whatIsThereIsTakenAtOnce() throws Exception {
    String found = "[" + image(7, "crane.jpg", "2026-05-06T10:15:01Z") + "]";

    decide(at(SENT.plusSeconds(1)), found);

    verify(ledger).associated(delivery, 7L, null, SENT.plusSeconds(1));
  }

  @Test
  void anOlderOneOfTheSameNameIsNotIt() throws Exception {
    decide(at(COUNTS), "[" + image(7, "crane.jpg", "2026-05-06T09:00:00Z") + "]");

    verify(ledger).notAssociated(delivery);
  }

  @Test
  void twoThatMayBeItAreForAPersonToDecide() {
    String found =
        "["
            + image(7, "crane.jpg", "2026-05-06T10:15:01Z")
            + ","
            + image(8, "Crane.jpg", "2026-05-06T10:15:02Z")
            + "]";

    assertThatThrownBy(() -> decide(at(COUNTS), found))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("ids 7, 8")
        .hasMessageContaining(SENT.toString());
  }

  @Test
  void aListThatNeverEndsIsLeft() throws Exception {
    String page = "[" + image(1, "other.jpg", "2026-05-06T10:15:01Z") + "]";
    String[] pages = new String[10];
    Arrays.fill(pages, page);

    decide(at(COUNTS), pages);

    verify(ledger).notAssociated(delivery);
  }
}
