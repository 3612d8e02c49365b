package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcoreCallTest {

  @Test
  void encodesNamesAndValuesOfTheQuery() {
    ProcoreCall call =
        ProcoreCall.get("/rest/v1.0/images", Map.of("filters[query]", "a b&c=d+é", "page", "1"));

    assertThat(call.pathAndQuery())
        .isEqualTo("/rest/v1.0/images?filters%5Bquery%5D=a%20b%26c%3Dd%2B%C3%A9&page=1");
  }

  @Test
  void aUrlIsDividedByteForByte() {
    String url = "https://h:8443/a%2Fb//c~d;e?x=%7e&y=a|b";

    assertThat(RequestTarget.origin(url)).isEqualTo("https://h:8443/");
    assertThat(RequestTarget.of(url)).isEqualTo("/a%2Fb//c~d;e?x=%7e&y=a|b");
    assertThat(RequestTarget.of("https://h?x=1")).isEqualTo("/?x=1");
    assertThat(RequestTarget.of("https://h")).isEqualTo("/");
  }
}
