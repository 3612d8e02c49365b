package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sitedrop.ledger.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRulesTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "IMAGE | {description: x, log_date: 2026-05-06, image_category_id: 1, location_id: 2}",
        "IMAGE | {mt_location: [A, B], trade_ids: [1, 2], private: true, starred: false}",
        "IMAGE | {}",
        "ACCIDENT_LOG | {comments: x, date: 2026-05-06, time_hour: 0, time_minute: 59}",
        "ACCIDENT_LOG | {datetime: '2026-05-06T10:15:00+02:00', involved_company: A}",
        "ACCIDENT_LOG | {datetime: '2026-05-06T10:15:00Z', involved_name: B}",
      })
  void allowsProcoresFields(Target target, String yaml) {
    assertThatCode(() -> new FieldRules().check(YAML.readTree(yaml), target, "x.yaml"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "IMAGE | {colour: red} | 'colour' is not a field of an image. Allowed are: description,",
        "IMAGE | {comments: x} | 'comments' is not a field of an image",
        "IMAGE | {log_date: yesterday} | 'log_date' is \"yesterday\". Allowed: a date such as",
        "IMAGE | {log_date: 2026-02-30} | 'log_date' is",
        "IMAGE | {private: yes please} | 'private' is \"yes please\". Allowed: true or false",
        "IMAGE | {location_id: 0} | 'location_id' is 0. Allowed: the id of a location, a whole",
        "IMAGE | {trade_ids: [x]} | 'trade_ids' is [\"x\"]. Allowed: a list of trade ids",
        "IMAGE | [a] | it must hold fields",
        "ACCIDENT_LOG | {time_hour: 24} | 'time_hour' is 24. Allowed: a whole number from 0 to 23",
        "ACCIDENT_LOG | {time_minute: -1} | 'time_minute' is -1. Allowed: a whole number from 0",
        "ACCIDENT_LOG | {time_hour: 7.0} | 'time_hour' is 7.0. Allowed: a whole number",
        "IMAGE | {trade_ids: [1, 1e3]} | 'trade_ids' is [1,1000.0]. Allowed: a list of trade ids",
        "IMAGE | {\"a\\u202Eb\": 1} | 'a\\u202Eb' is not a field of an image",
        "ACCIDENT_LOG | {time_hour: '9'} | 'time_hour' is \"9\"",
        "ACCIDENT_LOG | {datetime: 10 o'clock} | 'datetime' is",
      })
  void tellsFileFieldAndWhatIsAllowed(Target target, String yaml, String message) {
    assertThatThrownBy(() -> new FieldRules().check(YAML.readTree(yaml), target, "x.yaml"))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageStartingWith("x.yaml: ")
        .hasMessageContaining(message.strip());
  }
}
