package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginVerdictTest {
  private static final Instant NOW = Instant.parse("2026-05-06T10:15:00Z");
  private static final ProcoreAccount NORTH =
      new ProcoreAccount(
          "north",
          "id",
          "s3cret",
          "7",
          "https://api.example",
          () -> URI.create("https://api.example"),
          () -> URI.create("https://login.example"),
          "PROCORE",
          "PROCORE_COMPANIES_NORTH");

  private final Verdict verdict = new Verdict(Clock.fixed(NOW, ZoneOffset.UTC));

  private Throwable failure(int status, String body) {
    return catchThrowable(
        () ->
            verdict.ofLogin(
                NORTH,
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                status,
                null));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"invalid_client\"}",
        "400 | {\"error\":\"invalid_grant\",\"error_description\":\"The client is revoked\"}",
        "401 | {\"error\":\"invalid_client\"}",
        "401 | ''",
        "403 | {\"error\":\"unauthorized_client\"}",
      })
  void credentialsAreRefusedWhereTheLoginSaysSo(int status, String body) {
    assertThat(failure(status, body))
        .isInstanceOf(LoginRefused.class)
        .hasMessageContaining("Check PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "301 | ''",
        "302 | <html>Moved</html>",
        "400 | <html>Bad request</html>",
        "400 | {\"error\":\"temporarily_unavailable\"}",
        "401 | <html>Proxy authentication</html>",
        "403 | <html>Blocked by the firewall</html>",
        "403 | {\"message\":\"Forbidden\"}",
        "404 | {\"error\":\"not found\"}",
        "405 | ''",
        "407 | ''",
        "500 | {}",
        "502 | <html>Bad gateway</html>",
        "504 | ''",
      })
  void anyOtherAnswerPassesAndNamesTheSettingOfTheLogin(int status, String body) {
    assertThat(failure(status, body))
        .isInstanceOf(Passing.class)
        .hasMessageContaining("answered " + status)
        .hasMessageContaining("https://login.example was asked")
        .hasMessageContaining("PROCORE_COMPANIES_NORTH_LOGIN_URL");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aBusyLoginWaitsAndNothingWasCarriedOut(int status) {
    Throwable failure = failure(status, "");

    assertThat(failure).isInstanceOf(BusyUntil.class);
    assertThat(((BusyUntil) failure).isCarriedOutPerhaps()).isFalse();
    assertThat(((BusyUntil) failure).until()).isAfter(NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"access_token\":null}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":{\"k3y\":1}}",
        "{\"access_token\":\"k3y\\r\\nHost: x\"}",
        "{\"id_token\":\"k3y\"}",
        "k3y",
        "<html>k3y</html>",
        "{\"access_token\":\"k3y",
      })
  void aGoodStatusWithoutATokenPassesAndShowsNoSecret(String body) {
    assertThat(failure(200, body))
        .isInstanceOf(Passing.class)
        .hasMessageContaining("without an access token")
        .hasMessageContaining("PROCORE_COMPANIES_NORTH_LOGIN_URL")
        .hasMessageNotContaining("k3y");
  }

  @Test
  void aTokenIsTakenHoweverItsTypeIsWritten() {
    assertThat(failure(200, "{\"access_token\":\"T\",\"token_type\":\"bearer\"}")).isNull();
    assertThat(failure(200, "{\"access_token\":\"T\",\"token_type\":\"Bearer\"}")).isNull();
  }
}
