package dev.sitedrop.console.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.ledger.Target;
import dev.sitedrop.ledger.view.DeliveryFilter;
import dev.sitedrop.ledger.view.DeliveryState;
import dev.sitedrop.ledger.view.PageKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static DeliveryFilter between(String from, String until) {
    return new Query("", "", "", "", "", from, until).filter(ZoneOffset.UTC);
  }

  @Test
  void theLastDayIsOneOfThem() {
    DeliveryFilter may = between("2026-05-06", " 2026-05-06 ");

    assertThat(may.from()).isEqualTo(Instant.parse("2026-05-06T00:00:00Z"));
    assertThat(may.until()).isEqualTo(Instant.parse("2026-05-07T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "2026-02-30", "yesterday"})
  void whatIsNoDayAsksForNothing(String day) {
    assertThat(between(day, day).from()).isNull();
    assertThat(between(day, day).until()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"FAILD, '', ''", "'', '', images", "'', forty-two, ''", "FAILED, 42, PHOTO"})
  void whatIsNotUnderstoodFindsNothing(String state, String project, String target) {
    DeliveryFilter filter =
        new Query(state, project, target, "", "", "", "").filter(ZoneOffset.UTC);

    assertThat(filter.projectId()).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"source, ''", "'', text"})
  void whatNoDatabaseKeepsFindsNothing(String source, String text) {
    DeliveryFilter filter =
        new Query("", "", "", source + "\0", text + "\0", "", "").filter(ZoneOffset.UTC);

    assertThat(filter.projectId()).isNegative();
    assertThat(filter.source()).isNull();
    assertThat(filter.text()).isNull();
  }

  @Test
  void aStateAndATargetMayBeWrittenSmall() {
    Query query = new Query(" failed", "42", "accident_log", "", "", "", "");

    DeliveryFilter filter = query.filter(ZoneOffset.UTC);

    assertThat(filter.state()).isEqualTo(DeliveryState.FAILED);
    assertThat(filter.projectId()).isEqualTo(42);
    assertThat(filter.target()).isEqualTo(Target.ACCIDENT_LOG);
    assertThat(query.link(null)).contains("state=FAILED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1000000000-12-31T23:59:59Z", "2026-05-06", "2026-05-06T25:00:00Z", "x", ""})
  void whatIsNoPlaceInTheListIsNone(String at) {
    assertThat(PageKey.parse(at + "_" + UUID.randomUUID())).isEmpty();
  }

  @Test
  void aPlaceInTheListIsReadAsItIsWritten() {
    PageKey place = new PageKey(Instant.parse("2026-05-06T10:15:00.123456Z"), UUID.randomUUID());

    assertThat(PageKey.parse(place.toString())).contains(place);
  }
}
