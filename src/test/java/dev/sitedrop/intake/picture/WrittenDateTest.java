package dev.sitedrop.intake.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2021:01:09 10:15:30 | 2021-01-09T10:15:30",
        "2021:01:09 24:04:20 | 2021-01-09T00:04:20",
        "2021-01-09 10:15:30 | 2021-01-09T10:15:30",
        "2021-01-09T10:15:30-08:00 | 2021-01-09T10:15:30",
        "2021-01-09T10:15:30.5Z | 2021-01-09T10:15:30",
        "2021:01:09 10:15:30+0000 | 2021-01-09T10:15:30",
        "2021/01/09 10:15:30 | 2021-01-09T10:15:30",
        "2021.01.09 10.15.30 | 2021-01-09T10:15:30",
        "2021:01:09 10:15 | 2021-01-09T10:15",
        "2021:01:09 10:15:30.123 | 2021-01-09T10:15:30",
        "2021:01:09 10:15:60 | 2021-01-09T10:15:59",
        "2021:01:09 | 2021-01-09T00:00",
        "2021:01:09 10:15:30 PM | 2021-01-09T22:15:30",
        "2021:01:09 12:15:30 am | 2021-01-09T00:15:30",
        "2021:01:09 15:15:30 PM | 2021-01-09T15:15:30",
        "2021:1:9 9:5:3 | 2021-01-09T09:05:03",
        "2021:01:09 10:15:30 Europe/Berlin | 2021-01-09T10:15:30",
        "2021:01:09 77:99:99 | 2021-01-09T00:00",
        "20210109 | 2021-01-09T00:00",
        "20210109T101530+0100 | 2021-01-09T10:15:30",
        "20210109 10:15:30 | 2021-01-09T10:15:30",
        "09.01.2021 10:15 | 2021-01-09T10:15",
        "'Sat, 09 Jan 2021 10:15:30 GMT' | 2021-01-09T10:15:30",
        "9 January 2021 | 2021-01-09T00:00",
        "'Jan 9, 2021, 10:15:30 PM' | 2021-01-09T22:15:30",
        "'Sat Jan  9 10:15:30 2021' | 2021-01-09T10:15:30",
        "'Sat Jan  9 10:15:30 CET 2021' | 2021-01-09T10:15:30",
        "٢٠٢١:٠١:٠٩ ١٠:١٥:٣٠ | 2021-01-09T10:15:30",
        "2564:01:09 10:15:30 | 2021-01-09T10:15:30",
      })
  void isUnderstoodHoweverItIsWritten(String text, LocalDateTime date) {
    assertThat(WrittenDate.of(text).map(WrittenDate::start)).contains(date);
    assertThat(WrittenDate.of(text + "\0\0").map(WrittenDate::start)).contains(date);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "",
        "\0\0\0\0",
        "0000-00-00T00:00:00Z"
      })
  void aClockThatWasNotSetWritesNothing(String text) {
    assertThat(WrittenDate.of(text)).isEmpty();
    assertThat(WrittenDate.isBlank(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2021:02:30 10:00:00", "2021:13:01", "yesterday", "12", "1/2"})
  void whatIsNoDayIsNone(String text) {
    assertThat(WrittenDate.of(text)).isEmpty();
    assertThat(WrittenDate.isBlank(text)).isFalse();
  }

  @Test
  void aTextOfAnyLengthIsReadAtOnce() {
    assertThat(WrittenDate.of(" ".repeat(5_000_000) + "2021:01:09")).isEmpty();
  }
}
