package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.delivery.CallLog;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.ProcoreFailure.TokenRejected;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The shipping route through which every call passes, with HTTP alone replaced. */
@ExtendWith(OutputCaptureExtension.class)
class ProcoreCallRouteTest extends CamelTestSupport {
  /** What was sent: the headers, and the body as text. */
  private record Sent(Map<String, Object> headers, String body) {}

  private final List<Sent> sent = new ArrayList<>();
  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Company north;
  private Company south;
  private int tokens;

  @AfterEach
  void stopTimer() {
    timer.shutdownNow();
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    Clock clock = Clock.systemUTC();
    north = company(camel, clock, "north", "4511");
    south = company(camel, clock, "south", "4512");
    camel.getRegistry().bind("companyGate", new CompanyGate(event -> {}));
    camel.getRegistry().bind("callLog", new CallLog());
    camel.getRegistry().bind("apiRequest", new ApiRequest());
    camel.getRegistry().bind("tokenRequest", new TokenRequest());
    camel.getRegistry().bind("verdict", new Verdict(clock));
    for (String file : List.of("errors", "procore-call")) {
      Path path = Path.of("routes/pipeline", file + ".camel.yaml").toAbsolutePath();
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + path));
    }
    for (String route : List.of("procore-attempt", "access-token")) {
      AdviceWith.adviceWith(
          camel, route, advice -> advice.weaveByToUri("http:.*").replace().process(this::answer));
    }
    return camel;
  }

  private Company company(CamelContext camel, Clock clock, String name, String id) {
    URI api = URI.create("https://" + name + ".example");
    ProcoreAccount account =
        new ProcoreAccount(name, name, "s&cret", id, "example", () -> api, () -> api, "PROCORE");
    return new Company(
        account,
        new AccessToken(camel.createFluentProducerTemplate(), clock, account),
        new RateBudget(new OwnRateStore(clock), clock, name, timer),
        new Circuit(clock, name),
        new StorageUrl(account, List.of()));
  }

  private void answer(Exchange exchange) {
    String url = exchange.getMessage().getHeader(Exchange.HTTP_URI, String.class);
    sent.add(
        new Sent(
            Map.copyOf(exchange.getMessage().getHeaders()),
            exchange.getMessage().getBody(String.class)));
    boolean login = url.endsWith("/oauth/token");
    String body = login ? "{\"access_token\":\"T" + ++tokens + "\",\"expires_in\":5400}" : "{}";
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader("X-Request-Id", "id-" + sent.size());
    exchange
        .getMessage()
        .setHeader(Exchange.HTTP_RESPONSE_CODE, login || statuses.isEmpty() ? 200 : statuses.pop());
    exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private String call() {
    return call(north);
  }

  private String call(Company company) {
    return fluentTemplate
        .withVariable("company", company)
        .withBody(ProcoreCall.post("/rest/x", Map.of("project_id", "42"), Map.of("a", "é")))
        .to("direct:procore-call")
        .request(String.class);
  }

  @Test
  void eachCompanyHasATokenOfItsOwnAndARejectedOneIsNothingToTheOther() {
    call(north);
    call(south);
    statuses.add(401);
    call(south);
    call(north);

    assertThat(tokens).isEqualTo(3);
    assertThat(sent)
        .extracting(
            one -> one.headers().get(Exchange.HTTP_URI) + " " + one.headers().get("Authorization"))
        .containsExactly(
            "https://north.example/oauth/token null",
            "https://north.example/rest/x?project_id=42 Bearer T1",
            "https://south.example/oauth/token null",
            "https://south.example/rest/x?project_id=42 Bearer T2",
            "https://south.example/rest/x?project_id=42 Bearer T2",
            "https://south.example/oauth/token null",
            "https://south.example/rest/x?project_id=42 Bearer T3",
            "https://north.example/rest/x?project_id=42 Bearer T1");
    assertThat(sent.get(7).headers()).containsEntry("Procore-Company-Id", "4511");
  }

  @Test
  void signsTheCallAndSendsJson() {
    assertThat(call()).isEqualTo("{}");

    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).body())
        .isEqualTo("grant_type=client_credentials&client_id=north&client_secret=s%26cret");
    assertThat(sent.get(1).headers())
        .containsEntry("Authorization", "Bearer T1")
        .containsEntry("Procore-Company-Id", "4511")
        .containsEntry("Content-Type", "application/json")
        .containsEntry(Exchange.HTTP_URI, "https://north.example/rest/x?project_id=42");
    assertThat(sent.get(1).body()).isEqualTo("{\"a\":\"é\"}");
  }

  @Test
  void oneTokenServesManyCalls() {
    call();
    call();
    call();

    assertThat(tokens).isEqualTo(1);
  }

  @Test
  void aRejectedTokenIsRenewedOnceAndTheCallRepeatedOnce() {
    statuses.add(401);

    assertThat(call()).isEqualTo("{}");

    assertThat(tokens).isEqualTo(2);
    assertThat(sent.get(3).headers()).containsEntry("Authorization", "Bearer T2");
    assertThat(sent.get(3).body()).isEqualTo("{\"a\":\"é\"}");
  }

  @Test
  void aTokenThatIsRejectedTwiceIsNotTriedAThirdTime() {
    statuses.addAll(List.of(401, 401));

    assertThatThrownBy(this::call).hasCauseInstanceOf(TokenRejected.class);

    assertThat(sent).hasSize(4);
  }

  @Test
  void aRefusedCallIsLoggedWithTheIdThatSupportAsksFor(CapturedOutput output) {
    statuses.addAll(List.of(401, 403));

    assertThatThrownBy(this::call).hasCauseInstanceOf(Refused.class);

    assertThat(output)
        .contains("Procore answered 403 to POST /rest/x for north, x-request-id id-4")
        .doesNotContain("answered 401");
  }

  @Test
  void aRefusalIsNotRepeated() {
    statuses.add(422);

    assertThatThrownBy(this::call).hasCauseInstanceOf(Refused.class);

    assertThat(sent).hasSize(2);
  }
}
