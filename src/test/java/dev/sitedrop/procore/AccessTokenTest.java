package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import dev.sitedrop.delivery.CallLog;
import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token through the shipping route, with HTTP alone replaced. */
class AccessTokenTest extends CamelTestSupport {
  private final MovingClock clock = new MovingClock(Instant.parse("2026-05-06T10:15:00Z"));
  private AccessToken token;
  private String answer = "";
  private int status = 200;
  private int logins;

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getRegistry().bind("tokenRequest", new TokenRequest());
    camel.getRegistry().bind("verdict", new Verdict(clock));
    camel.getRegistry().bind("companyGate", mock(CompanyGate.class));
    camel.getRegistry().bind("callLog", mock(CallLog.class));
    camel.getRegistry().bind("apiRequest", mock(ApiRequest.class));
    for (String file : List.of("errors", "procore-call")) {
      Path path = Path.of("routes/pipeline", file + ".camel.yaml").toAbsolutePath();
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + path));
    }
    AdviceWith.adviceWith(
        camel,
        "access-token",
        advice -> advice.weaveByToUri("http:.*").replace().process(this::answer));
    URI url = URI.create("https://login.example");
    token =
        new AccessToken(
            camel.createFluentProducerTemplate(),
            clock,
            new ProcoreAccount("", "id", "s3cret", "7", "x", () -> url, () -> url, "PROCORE"));
    return camel;
  }

  private void answer(Exchange exchange) {
    logins++;
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    String body = answer.replace("TOKEN", "T" + logins);
    exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ", \"expires_in\": null",
        ", \"expires_in\": 0",
        ", \"expires_in\": -1",
        ", \"expires_in\": \"5400\"",
        ", \"expires_in\": \"soon\"",
        ", \"expires_in\": {}",
      })
  void withoutALifetimeATokenLastsAsLongAsProcoreSaysTheyDo(String lifetime) {
    answer = "{\"access_token\":\"TOKEN\",\"token_type\":\"bearer\"" + lifetime + "}";

    assertThat(token.current()).isEqualTo("T1");
    clock.advanceMillis((5400 - 121) * 1000);
    assertThat(token.current()).isEqualTo("T1");
    clock.advanceMillis(2000);
    assertThat(token.current()).isEqualTo("T2");
  }

  @ParameterizedTest(name = "valid for {0} s: renewed after {1} s")
  @CsvSource({"5400, 5280", "60, 30", "600.0, 480", "9223372036854775807, 86280"})
  void aTokenIsRenewedBeforeItsEnd(String lifetime, long renewedAfter) {
    answer = "{\"access_token\":\"TOKEN\",\"expires_in\":" + lifetime + "}";

    token.current();
    clock.advanceMillis(renewedAfter * 1000 - 1);
    assertThat(token.current()).isEqualTo("T1");
    clock.advanceMillis(1);
    assertThat(token.current()).isEqualTo("T2");
  }

  @Test
  void aLoginThatGivesNoTokenIsAskedAgainByTheNextCall() {
    answer = "<html>Sign in</html>";
    assertThatThrownBy(token::current).isInstanceOf(Passing.class);
    assertThat(token.isRefused()).isFalse();

    answer = "{\"access_token\":\"TOKEN\"}";
    assertThat(token.current()).isEqualTo("T2");
  }

  @Test
  void whereTokensAreRejectedHoweverNewALoginIsMadeOnceAMinute() {
    answer = "{\"access_token\":\"TOKEN\"}";
    token.rejected(token.current());
    for (int call = 0; call < 10; call++) {
      token.rejected(token.current());
    }
    assertThat(logins).as("one new token, and no more").isEqualTo(2);

    clock.advanceMillis(60_000);
    token.rejected(token.current());
    assertThat(token.current()).isEqualTo("T3");
    token.accepted();
    token.rejected(token.current());
    assertThat(token.current()).as("one that was accepted is replaced at once").isEqualTo("T4");
  }

  @Test
  void aBusyLoginIsNotAskedBeforeItsTime() {
    status = 429;
    assertThatThrownBy(token::current).isInstanceOf(BusyUntil.class);
    status = 200;
    answer = "{\"access_token\":\"TOKEN\"}";

    assertThatThrownBy(token::current).isInstanceOf(BusyUntil.class);
    clock.advanceSeconds(11);
    assertThat(token.current()).isEqualTo("T2");
  }

  @Test
  void refusedCredentialsAreNotTriedAgainWithinAMinute() {
    status = 401;
    answer = "{\"error\":\"invalid_client\"}";

    assertThatThrownBy(token::current).isInstanceOf(LoginRefused.class);
    assertThatThrownBy(token::current).isInstanceOf(LoginRefused.class);
    assertThat(token.isRefused()).isTrue();
    assertThat(logins).isEqualTo(1);
  }
}
