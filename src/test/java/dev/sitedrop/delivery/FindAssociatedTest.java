package dev.sitedrop.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import dev.sitedrop.ledger.OtherDeliveries;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.UploadProtocol;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindAssociatedTest {
  private static final Instant SENT = Instant.parse("2026-05-06T10:15:00Z");
  private static final Instant COUNTS = SENT.plusSeconds(15);

  private final DeliveryLedger ledger = mock();
  private final OtherDeliveries others = mock();
  private final Delivery delivery = mock();

  private final Company company = mock();

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
            null,
            List.of());
    when(delivery.target()).thenReturn(Target.IMAGE);
    when(delivery.fields()).thenReturn("{}");
    when(delivery.attachments()).thenReturn(List.of(photo));
    when(delivery.intendedAt()).thenReturn(SENT);
    when(delivery.absenceCountsFrom()).thenReturn(COUNTS);
    when(company.accountId()).thenReturn(OptionalLong.empty());
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    Confirmation confirmation =
        new Confirmation(ledger, mock(), mock(), clock, mock(DeliveryLabel.class));
    return new FindAssociated(
        ledger, others, confirmation, new Verdict(clock), clock, mock(DeliveryLabel.class));
  }

  /** Lists with these pages, and then nothing. */
  private List<ProcoreCall> decide(FindAssociated find, String... pages) throws Exception {
    AssociationSearch search = find.search(delivery, company);
    List<ProcoreCall> calls = new ArrayList<>();
    for (int page = 0; search.isUnfinished(); page++) {
      calls.add(search.nextPage());
      find.read(search, answer(200, page < pages.length ? pages[page] : "[]"));
    }
    find.decide(search, delivery);
    return calls;
  }

  private static ApiAnswer answer(int status, String body) {
    return new ApiAnswer(status, body, -1, -1, null, null, null, null);
  }

  private static String image(int id, String name, String createdAt) {
    return image(id, name, createdAt, 5);
  }

  private static String image(int id, String name, String createdAt, int size) {
    return String.format(
        "{\"id\":%d,\"filename\":\"%s\",\"size\":%d,\"created_at\":\"%s\"}",
        id, name, size, createdAt);
  }

  @Test
  void absenceIsNotBelievedWhileTheCallMayBeUnderWay() {
    assertThatThrownBy(() -> decide(at(COUNTS.minusMillis(1)))).isInstanceOf(NotYet.class);

    verify(ledger, never()).absent(any());
  }

  @Test
  void absenceIsBelievedAfterwards() throws Exception {
    decide(at(COUNTS));

    verify(ledger).absent(delivery);
  }

  @Test
  void theTimeIsAskedForInWholeSeconds() throws Exception {
    when(delivery.intendedAt()).thenReturn(SENT.plusMillis(1500));
    FindAssociated find = at(COUNTS.plusNanos(7));
    when(delivery.intendedAt()).thenReturn(SENT.plusMillis(1500));

    assertThat(decide(find).get(0).query())
        .containsEntry("filters[created_at]", "2026-05-06T10:10:01Z...2026-05-06T10:20:16Z")
        .doesNotContainKey("filters[log_date]");
  }

  @Test
  void whatIsThereIsTakenAtOnce() throws Exception {
    String found = "[" + image(7, "crane.jpg", "2026-05-06T10:15:01Z") + "]";

    decide(at(SENT.plusSeconds(1)), found);

    verify(ledger).associated(delivery, 7L, null, null, SENT.plusSeconds(1));
  }

  @Test
  void anOlderOneOfTheSameNameIsNotIt() throws Exception {
    decide(at(COUNTS), "[" + image(7, "crane.jpg", "2026-05-06T09:00:00Z") + "]");

    verify(ledger).absent(delivery);
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
        .isInstanceOf(Undecided.class)
        .hasMessageContaining("ids 7, 8")
        .hasMessageContaining(SENT.toString());
  }

  @Test
  void oneOfTheSameSizeAndAnotherNameIsForAPersonToDecideWhenItsTimeIsUp() {
    String found = "[" + image(7, "photo_7.jpg", "2026-05-06T10:15:01Z") + "]";

    assertThatThrownBy(() -> decide(at(COUNTS.minusMillis(1)), found)).isInstanceOf(NotYet.class);
    assertThatThrownBy(() -> decide(at(COUNTS), found))
        .isInstanceOf(Undecided.class)
        .hasMessageContaining("ids 7");
  }

  @Test
  void oneOfTheSameNameAndAnotherSizeIsForAPersonToDecide() {
    String found = "[" + image(7, "crane.jpg", "2026-05-06T10:15:01Z", 6) + "]";

    assertThatThrownBy(() -> decide(at(COUNTS), found))
        .as("Procore may have made it smaller")
        .isInstanceOf(Undecided.class);
  }

  @Test
  void aNameAloneIsNoProof() {
    String found =
        "[{\"id\":7,\"filename\":\"crane.jpg\",\"created_at\":\"2026-05-06T10:15:01Z\"}]";

    assertThatThrownBy(() -> decide(at(COUNTS), found)).isInstanceOf(Undecided.class);
  }

  @Test
  void aNameAndTheOwnAccountAreProof() throws Exception {
    FindAssociated find = at(COUNTS);
    when(company.accountId()).thenReturn(OptionalLong.of(12));
    String found =
        "[{\"id\":7,\"filename\":\"crane.jpg\",\"uploader\":{\"id\":12},"
            + "\"created_at\":\"2026-05-06T10:15:01Z\"}]";

    decide(find, found);

    verify(ledger).associated(delivery, 7L, null, null, COUNTS);
  }

  @Test
  void whatAnotherAccountMadeIsNotItHoweverAlike() throws Exception {
    FindAssociated find = at(COUNTS);
    when(company.accountId()).thenReturn(OptionalLong.of(12));
    String found =
        "[{\"id\":7,\"filename\":\"crane.jpg\",\"size\":5,\"uploader\":{\"id\":99},"
            + "\"created_at\":\"2026-05-06T10:15:01Z\"}]";

    decide(find, found, "[]", found);

    verify(ledger).absent(delivery);
  }

  /** Procore's clock is a minute ahead, and says so. */
  @ParameterizedTest(name = "made at {0}: {1}")
  @CsvSource({"2026-05-06T10:15:56Z, false", "2026-05-06T10:16:01Z, true"})
  void whatWasThereBeforeItWasSentIsNotIt(String createdAt, boolean found) throws Exception {
    FindAssociated find = at(COUNTS);
    AssociationSearch search = find.search(delivery, company);
    ApiAnswer page =
        new ApiAnswer(
            200,
            "[" + image(7, "crane.jpg", createdAt) + "]",
            -1,
            -1,
            null,
            null,
            COUNTS.plusSeconds(60),
            null);
    find.read(search, page);

    find.decide(search, delivery);

    verify(ledger, times(found ? 1 : 0)).associated(delivery, 7L, null, null, COUNTS);
    verify(ledger, times(found ? 0 : 1)).absent(delivery);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"data\":[]}"})
  void anAnswerThatIsNoListProvesNothing(String answer) {
    assertThatThrownBy(() -> decide(at(COUNTS), answer)).isInstanceOf(Passing.class);

    verify(ledger, never()).absent(any());
  }

  @Test
  void whereUrlsBearUuidsOneWithoutItsUuidIsNotIt() throws Exception {
    FindAssociated find = at(COUNTS);
    when(others.urlsBearUuids(delivery)).thenReturn(true);
    String other =
        "[{\"id\":7,\"filename\":\"crane.jpg\",\"size\":5,\"url\":\"https://x/01ABCDEFGH/crane.jpg\"}]";

    decide(find, other);

    verify(ledger).absent(delivery);
  }

  @Test
  void theAbsenceOfAPrivatePhotoProvesNothing() {
    FindAssociated find = at(COUNTS);
    when(delivery.fields()).thenReturn("{\"private\":true}");

    assertThatThrownBy(() -> decide(find))
        .isInstanceOf(Undecided.class)
        .hasMessageContaining("it is private")
        .hasMessageContaining(SENT.toString());
  }

  @Test
  void whatTheOwnAccountMadeIsAskedForFirst() throws Exception {
    FindAssociated find = at(COUNTS);
    when(company.accountId()).thenReturn(OptionalLong.of(12));
    String found = "[" + image(7, "crane.jpg", "2026-05-06T10:15:01Z") + "]";

    List<ProcoreCall> calls = decide(find, found);

    assertThat(calls).hasSize(2).allMatch(call -> call.query().containsKey("filters[uploader_id]"));
    verify(ledger).associated(delivery, 7L, null, null, COUNTS);
  }

  @Test
  void whatAnotherAccountMadeIsForAPersonToDecide() {
    FindAssociated find = at(COUNTS);
    when(company.accountId()).thenReturn(OptionalLong.of(12));
    String found = "[" + image(7, "crane.jpg", "2026-05-06T10:15:01Z") + "]";

    assertThatThrownBy(() -> decide(find, "[]", found))
        .isInstanceOf(Undecided.class)
        .hasMessageContaining("ids 7");
  }

  @Test
  void aFilterThatIsRefusedIsLeftOut() throws Exception {
    FindAssociated find = at(COUNTS);
    when(company.accountId()).thenReturn(OptionalLong.of(12));
    AssociationSearch search = find.search(delivery, company);

    find.read(search, answer(400, "{}"));

    assertThat(search.nextPage().query()).doesNotContainKey("filters[uploader_id]");
    assertThatThrownBy(() -> find.read(search, answer(400, "{}"))).isInstanceOf(Refused.class);
  }

  @Test
  void aListThatNeverEndsIsLeft() throws Exception {
    String page = "[" + image(1, "other.jpg", "2026-05-06T10:15:01Z", 6) + "]";
    String[] pages = new String[10];
    Arrays.fill(pages, page);

    assertThat(decide(at(COUNTS), pages)).hasSize(2);

    verify(ledger).absent(delivery);
  }
}
