package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccidentTimeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'datetime':'2026-05-06T10:15:00Z'} | Europe/Berlin"
            + " | {'date':'2026-05-06','time_minute':15,'time_hour':12}",
        "{'datetime':'2026-05-06T23:30:00+02:00'} | America/New_York"
            + " | {'date':'2026-05-06','time_minute':30,'time_hour':17}",
        "{'datetime':'2026-05-07T01:00Z'} | America/New_York"
            + " | {'date':'2026-05-06','time_minute':0,'time_hour':21}",
        "{'datetime':'2026-05-06T10:15:00'} | America/New_York"
            + " | {'date':'2026-05-06','time_minute':15,'time_hour':10}",
        "{'datetime':'2026-05-06T10:15:00','time_hour':7} | UTC"
            + " | {'time_hour':7,'date':'2026-05-06','time_minute':0}",
        "{'date':'2026-05-05','datetime':'2026-05-06T10:15:00'} | UTC"
            + " | {'date':'2026-05-05','time_minute':15,'time_hour':10}",
        "{'date':'2026-05-05'} | UTC | {'date':'2026-05-05'}",
      })
  void aDatetimeIsToldAsDateHourAndMinuteOfTheProject(String said, String zone, String sent)
      throws Exception {
    ObjectNode fields = (ObjectNode) JSON.readTree(said.replace('\'', '"'));

    AccidentTime.split(fields, ZoneId.of(zone));

    assertThat(fields).isEqualTo(JSON.readTree(sent.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource({
    "{}, 2026-05-06T08:30, 8, 30",
    "{'time_hour':7}, 2026-05-06T08:30, 7, 0",
    "{'time_minute':5}, 2026-05-06T08:30, 8, 5"
  })
  void whatIsMissingIsAdded(String said, LocalDateTime when, int hour, int minute)
      throws Exception {
    ObjectNode fields = (ObjectNode) JSON.readTree(said.replace('\'', '"'));

    AccidentTime.complete(fields, when);

    assertThat(fields.path("date").asText()).isEqualTo("2026-05-06");
    assertThat(fields.path("time_hour").asInt()).isEqualTo(hour);
    assertThat(fields.path("time_minute").asInt()).isEqualTo(minute);
  }
}
