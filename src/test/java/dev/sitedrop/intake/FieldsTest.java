package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.TakenAt.Nearness;
import dev.sitedrop.ledger.Target;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {
  private static final Instant MODIFIED = Instant.parse("2025-03-01T11:00:00Z");
  private static final LocalDateTime TAKEN = LocalDateTime.parse("2026-05-06T10:15:00");

  private static Fields fields(boolean dailyLog) throws Exception {
    return fields(dailyLog, false);
  }

  private static Fields fields(boolean dailyLog, boolean captions) throws Exception {
    return new Fields(
        new FieldRules(),
        new IntakeSettings(ZoneId.of("Europe/Berlin"), dailyLog, captions, Set.of(), List.of()));
  }

  private static ClaimedFile photo(LocalDateTime taken) {
    IncomingFile file = new IncomingFile("crane.jpg", 5, MODIFIED, InputStream::nullInputStream);
    TakenAt at =
        taken == null
            ? new TakenAt(LocalDateTime.parse("2025-03-01T12:00:00"), Nearness.FILE, "")
            : new TakenAt(taken, Nearness.PHOTO, "");
    return new ClaimedFile(file, at, Optional.of("Written into it"), "ab", null);
  }

  private static ObjectNode said(String json) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(json);
  }

  private static ObjectNode image(Fields fields, String said, LocalDateTime taken)
      throws Exception {
    return fields.of(
        new Sidecar("crane.jpg.yaml", said(said)),
        JsonNodeFactory.instance.objectNode(),
        Target.IMAGE,
        List.of(photo(taken)));
  }

  @Test
  void aPhotoIsAddedToNoDailyLogUnasked() throws Exception {
    assertThat(image(fields(false), "{}", TAKEN)).isEmpty();
    assertThat(
            image(fields(false), "{\"log_date\":\"2026-01-01\"}", TAKEN).path("log_date").asText())
        .isEqualTo("2026-01-01");
  }

  @Test
  void aSettingAddsEachToThatOfItsDay() throws Exception {
    assertThat(image(fields(true), "{}", TAKEN).path("log_date").asText()).isEqualTo("2026-05-06");
    assertThat(image(fields(true), "{}", null).path("log_date").asText())
        .as("of a photo that does not tell, the day of its file")
        .isEqualTo("2025-03-01");
    assertThat(
            image(fields(true), "{\"log_date\":\"2026-01-01\"}", TAKEN).path("log_date").asText())
        .isEqualTo("2026-01-01");
  }

  @Test
  void aCaptionIsTheDescriptionWhereNothingElseGivesOneAndItIsWanted() throws Exception {
    assertThat(image(fields(false, true), "{}", TAKEN).path("description").asText())
        .isEqualTo("Written into it");
    assertThat(
            image(fields(false, true), "{\"description\":\"Said\"}", TAKEN)
                .path("description")
                .asText())
        .isEqualTo("Said");
    assertThat(image(fields(false, false), "{}", TAKEN).has("description")).isFalse();
  }

  @Test
  void thePhotoThatTellsItsDayCountsMoreThanAFileThatIsOlder() throws Exception {
    ObjectNode log =
        fields(false)
            .of(
                new Sidecar("accident.yaml", said("{}")),
                JsonNodeFactory.instance.objectNode(),
                Target.ACCIDENT_LOG,
                List.of(photo(null), photo(TAKEN)));

    assertThat(log.path("date").asText()).isEqualTo("2026-05-06");
  }

  @Test
  void anAccidentHasAlwaysADateAndATime() throws Exception {
    ObjectNode log =
        fields(false)
            .of(
                new Sidecar("accident.yaml", said("{\"datetime\":\"2026-05-06T22:30:00Z\"}")),
                JsonNodeFactory.instance.objectNode(),
                Target.ACCIDENT_LOG,
                List.of(photo(TAKEN)));

    assertThat(log.path("date").asText()).isEqualTo("2026-05-07");
    assertThat(log.path("time_hour").asInt()).isEqualTo(0);
    assertThat(log.path("time_minute").asInt()).isEqualTo(30);
    assertThat(log.has("datetime")).isFalse();
  }
}
