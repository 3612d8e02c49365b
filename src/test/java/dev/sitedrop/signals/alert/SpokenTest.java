package dev.sitedrop.signals.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No @channel                         | No @ channel",
        "<!here>.jpg                         | ‹!here›.jpg",
        "<https://evil.example/ crane.jpg>   | ‹https://evil.example/ crane.jpg›",
        "[crane.jpg](https://evil.example/)  | [crane.jpg] (https://evil.example/)",
        "ann@site                            | ann@ site",
      })
  void callsNobodyAndHidesNoAddressBehindAName(String text, String spoken) {
    assertThat(Spoken.of(text)).isEqualTo(spoken);
  }
}
