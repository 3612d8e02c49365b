package dev.sitedrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.intake.web.Upload;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What no database keeps is the mistake of whoever sends it, and told as such. */
@SiteDropTest
class UnstorableTextTest {
  @LocalServerPort private int port;

  private ApiClient api;

  @BeforeEach
  void look() {
    api = new ApiClient(port);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"state", "project", "target", "source", "text", "from", "until", "before", "size"})
  void aNulInAParameterIsToldWithItsName(String name) {
    String query = (name.equals("state") ? "" : "state=failed&") + name + "=" + encoded("a\0b");

    for (JsonNode problem :
        new JsonNode[] {
          api.get("/api/deliveries?" + query), api.post("/api/deliveries/retry?" + query, "")
        }) {
      if (name.equals("size") && problem.has("retried")) {
        continue; // it has no pages
      }
      assertThat(problem.path("status").asInt()).as(problem.toString()).isEqualTo(400);
      assertThat(problem.path("detail").asText()).startsWith(name + " is 'a\\u0000b'; it may be ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "from,+1000000000-12-31T23:59:59Z",
    "until,+1000000000-12-31T23:59:59Z",
    "from,-1000000000-01-01T00:00:00Z",
    "until,+999999999-12-31T00:00:00Z",
    "from,+10000-01-01T00:00:00Z",
    "until,-0001-01-01T00:00:00Z",
  })
  void aYearThatNoDatabaseKnowsIsToldWithItsParameter(String name, String time) {
    JsonNode problem = api.get("/api/deliveries?" + name + "=" + encoded(time));

    assertThat(problem.path("status").asInt()).as(problem.toString()).isEqualTo(400);
    assertThat(problem.path("detail").asText()).startsWith(name + " is '" + time + "'; it may be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31", "0000-01-01", "9999-12-31T23:59:59.999999999Z"})
  void theFirstAndTheLastYearAreAskedFor(String time) {
    for (String name : new String[] {"from", "until"}) {
      assertThat(api.get("/api/deliveries?" + name + "=" + time).has("deliveries"))
          .as(name)
          .isTrue();
    }
    String before = time.contains("T") ? time : time + "T00:00:00Z";
    assertThat(
            api.get(
                    "/api/deliveries?before="
                        + before
                        + "_"
                        + "b6f4c1de-0000-4000-8000-000000000000")
                .has("deliveries"))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "project,'a\\u0000b' is no project id",
        "target,target is 'a\\u0000b'",
        "company,company",
        "modified,modified is 'a\\u0000b'",
        "description,'description' holds a character 0",
        "log_date,'log_date' is ",
        "mt_location,'mt_location' holds a character 0",
        "trade_ids,'trade_ids' is ",
        "starred,'starred' is ",
        "sender,'sender' is not a field",
        "a\0b,'a\\u0000b' is not a field",
      })
  void aNulInAFieldOfAnUploadIsToldWithItsName(String name, String told) {
    Upload upload = new Upload();
    if (!name.equals("project")) {
      upload.field("project", "42");
    }
    Upload.Answer answer =
        upload
            .field(name, "a\0b")
            .file("crane.jpg", Samples.jpeg(1_000, name.hashCode()))
            .sendTo(port);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.detail()).doesNotContain("\0").containsIgnoringCase(told);
  }

  @ParameterizedTest
  @CsvSource({
    "date,+999999999-12-31",
    "date,10000-01-01",
    "datetime,+999999999-12-31T00:00:00Z",
    "datetime,9999-12-31T23:59:59-14:00",
    "datetime,0000-01-01T00:00:00+14:00",
  })
  void aFarYearInAFieldOfAnUploadIsToldWithItsName(String name, String time) {
    Upload.Answer answer =
        new Upload()
            .field("project", "42")
            .field("target", "accident_logs")
            .field(name, time)
            .field("comments", "A pallet fell")
            .sendTo(port);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.detail()).contains("'" + name + "'").contains(time);
  }

  @Test
  void aNulInASidecarIsToldWithItsField() {
    Upload.Answer answer =
        new Upload()
            .field("project", "42")
            .file(
                "sidecar",
                "crane.yaml",
                "description: \"North\\0facade\"".getBytes(StandardCharsets.UTF_8))
            .file("crane.jpg", Samples.jpeg(1_000, 77))
            .sendTo(port);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
    assertThat(answer.detail()).contains("crane.yaml", "'description'", "character 0");
  }

  /** A label is shown without it. */
  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "wrong\\u0000", "\\ud83d"})
  void aReasonIsToldOrKept(String reason) {
    String id =
        new Upload()
            .field("project", "77")
            .file("crane.jpg", Samples.jpeg(1_000, reason.hashCode()))
            .sendTo(port)
            .delivery();
    api.awaitState(id, "failed", "delivered");

    JsonNode answer =
        api.post("/api/deliveries/" + id + "/discard", "{\"reason\":\"" + reason + "\"}");

    assertThat(answer.path("status").asInt()).as(answer.toString()).isIn(0, 400, 409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"source", "text", "state", "project", "target", "from", "until", "before"})
  void theConsoleFindsNothingOfTheKind(String name) throws Exception {
    for (String value : new String[] {"a\0b", "\0", "+999999999-12-31", "9999-12-31"}) {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(
                              "http://127.0.0.1:"
                                  + port
                                  + "/deliveries?"
                                  + name
                                  + "="
                                  + encoded(value)))
                      .header("Accept", "text/html")
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(page.statusCode()).as(value).isEqualTo(200);
    }
  }
}
