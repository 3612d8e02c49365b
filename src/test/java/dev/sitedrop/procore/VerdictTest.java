package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.ProcoreFailure.TokenRejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final ProcoreAccount NORTH =
      new ProcoreAccount(
          "north",
          "id",
          "s3cret",
          "7",
          "https://api.example",
          () -> URI.create("https://api.example"),
          () -> URI.create("https://login.example"),
          "PROCORE_COMPANIES_NORTH");

  private static final Instant NOW = Instant.parse("2026-05-06T10:15:00Z");
  private static final Map<String, Class<? extends ProcoreFailure>> VERDICTS =
      Map.of(
          "refused", Refused.class,
          "busy", BusyUntil.class,
          "token", TokenRejected.class,
          "login", LoginRefused.class,
          "expired", Expired.class,
          "damaged", Damaged.class,
          "passing", Passing.class);

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Verdict verdict = new Verdict(clock);

  private static ApiAnswer answer(int status, String body, String retryAfter, Long reset) {
    Instant at = reset == null ? null : Instant.ofEpochSecond(reset);
    return new ApiAnswer(status, body, -1, -1, at, retryAfter, null);
  }

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "the API's {0} is {1}")
  @CsvSource({
    "400, refused", "401, token", "403, refused", "404, refused", "406, refused", "408, passing",
    "409, refused", "422, refused", "429, busy", "500, passing", "502, passing", "503, busy",
    "504, passing", "302, passing", "307, passing", "410, refused"
  })
  void judgesTheApi(int status, String expected) {
    Throwable failure = catchThrowable(() -> verdict.ofApi(answer(status, "{}", null, null)));

    assertThat(failure).isExactlyInstanceOf(VERDICTS.get(expected));
  }

  @ParameterizedTest(name = "the storage''s {0} {1} is {2}")
  @CsvSource({
    "400, BadDigest, damaged",
    "400, XAmzContentSHA256Mismatch, damaged",
    "400, InvalidDigest, damaged",
    "400, RequestTimeout, passing",
    "400, IncompleteBody, passing",
    "400, ExpiredToken, expired",
    "400, SomethingNew, passing",
    "400, , passing",
    "307, TemporaryRedirect, passing",
    "301, PermanentRedirect, passing",
    "403, AccessDenied, expired",
    "403, SignatureDoesNotMatch, expired",
    "403, , expired",
    "404, NoSuchUpload, expired",
    "404, , expired",
    "409, OperationAborted, passing",
    "410, , expired",
    "411, MissingContentLength, passing",
    "500, InternalError, passing",
    "503, SlowDown, passing",
    "503, , passing"
  })
  void judgesTheStorageByTheCodeOfItsError(int status, String code, String expected) {
    String error = code == null ? "" : "<Error><Code>" + code + "</Code></Error>";

    Throwable failure = catchThrowable(() -> verdict.ofStorage(body(error), status, null));

    assertThat(failure).isExactlyInstanceOf(VERDICTS.get(expected));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"503, SlowDown", "503, ", "429, "})
  void aStorageThatSaysUntilWhenIsLeftAloneUntilThen(int status, String code) {
    String error = "<Error><Code>" + code + "</Code></Error>";

    Throwable failure = catchThrowable(() -> verdict.ofStorage(body(error), status, "30"));

    assertThat(failure)
        .isInstanceOfSatisfying(
            BusyUntil.class, busy -> assertThat(busy.until()).isEqualTo(NOW.plusSeconds(31)));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | {\"errors\":{\"upload_uuid\":[\"can't be blank\"]}} | true",
        "400 | {\"message\":\"param is missing or the value is empty: upload\"} | true",
        "406 | {\"errors\":\"unknown field upload_uuid\"} | true",
        "422 | {\"errors\":{\"description\":[\"is too long\"]}} | false",
        "404 | {\"message\":\"no such upload\"} | false",
        "500 | {\"message\":\"upload failed\"} | false",
      })
  void knowsWhenARefusalIsAboutTheUpload(int status, String body, boolean about) {
    assertThat(Verdict.isAboutUpload(answer(status, body, null, null))).isEqualTo(about);
  }

  @Test
  void anEmptyAnswerIsNoJsonButNull() {
    assertThat(verdict.ofApi(answer(200, " ", null, null))).isEqualTo("null");
  }

  @Test
  void aRefusedLoginNamesTheSettingsOfItsCompany() {
    assertThatThrownBy(() -> verdict.ofLogin(NORTH, body("{}"), 401, null))
        .hasMessageContaining(
            "Check PROCORE_COMPANIES_NORTH_CLIENT_ID and PROCORE_COMPANIES_NORTH_CLIENT_SECRET")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest(name = "the login''s {0} is {1}")
  @CsvSource({"400, login", "401, login", "403, login", "429, busy", "500, passing"})
  void judgesTheLogin(int status, String expected) {
    String says = "{\"error\":\"invalid_client\"}";
    Throwable failure = catchThrowable(() -> verdict.ofLogin(NORTH, body(says), status, null));

    assertThat(failure).isExactlyInstanceOf(VERDICTS.get(expected));
  }

  @ParameterizedTest(name = "Retry-After {0} and reset {1} mean {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "30, -, 2026-05-06T10:15:31Z",
        "'Wed, 06 May 2026 10:20:00 GMT', -, 2026-05-06T10:20:00Z",
        "-, 1778062560, 2026-05-06T10:16:01Z",
        "30, 1778062560, 2026-05-06T10:16:01Z",
        "90, 1778062560, 2026-05-06T10:16:31Z",
        "-, 1878062560, 2026-05-06T11:15:01Z",
        "999999999, -, 2026-05-07T10:15:00Z",
        "-, -, 2026-05-06T10:15:10Z",
        "soon, -, 2026-05-06T10:15:10Z",
        "-, 1000, 2026-05-06T10:15:01Z",
      })
  void readsUntilWhenProcoreIsBusy(String retryAfter, Long reset, Instant until) {
    BusyUntil busy =
        (BusyUntil) catchThrowable(() -> verdict.ofApi(answer(429, "", retryAfter, reset)));

    assertThat(busy.until()).isEqualTo(until);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"message\":\"no right\"} | no right",
        "{\"errors\":\"App is not connected\"} | App is not connected",
        "{\"errors\":{\"sha256\":[\"is invalid\"]}} | sha256 is invalid",
        "{\"error\":\"a\",\"error_description\":\"b\"} | a; b",
        "<html><body>Bad gateway</body></html> | Bad gateway",
        "plain words | plain words",
      })
  void showsTheWordsOfAnyErrorBody(String body, String words) {
    Throwable failure = catchThrowable(() -> verdict.ofApi(answer(422, body, null, null)));

    assertThat(failure).hasMessage("Procore answered 422 (" + words + ")");
  }

  @Test
  void givesTheBodyOfAGoodAnswer() {
    ApiAnswer answer = answer(201, "{\"id\":1}", null, null);

    assertThat(verdict.ofApi(answer)).isEqualTo("{\"id\":1}");
  }

  @Test
  void readsNoMoreThanAMegabyte() {
    String huge = "x".repeat(AnswerBody.LARGEST + 1);

    assertThat(catchThrowable(() -> AnswerBody.read(body(huge))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("larger than");
  }
}
