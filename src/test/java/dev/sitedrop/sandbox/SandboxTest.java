package dev.sitedrop.sandbox;

import static dev.sitedrop.sandbox.RawCalls.IMAGES;
import static dev.sitedrop.sandbox.RawCalls.LOGS;
import static dev.sitedrop.sandbox.RawCalls.UPLOADS;
import static dev.sitedrop.sandbox.RawCalls.completeBody;
import static dev.sitedrop.sandbox.RawCalls.createBody;
import static dev.sitedrop.sandbox.RawCalls.etag;
import static dev.sitedrop.sandbox.RawCalls.guide;
import static dev.sitedrop.sandbox.RawCalls.issuedHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDrop;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The sandbox refuses what Procore and its storage refuse. */
@SpringBootTest(
    classes = SiteDrop.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "sandbox.first-id=9007199254741001",
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "sandbox.projects=42,43"
    })
@ActiveProfiles("sandbox")
class SandboxTest {
  private static final byte[] PHOTO = Samples.bytes("no-exif.jpg");

  @LocalServerPort private int port;
  @Autowired private Tokens tokens;

  private RawCalls api;

  @BeforeEach
  void logIn() {
    api = new RawCalls("http://127.0.0.1:" + port, tokens.issue("sandbox-client"), "1");
  }

  private HttpResponse<String> call(String method, String path, String body) {
    return api.call(method, path, body);
  }

  private JsonNode created(byte[] bytes) {
    return api.created("a.jpg", bytes);
  }

  private String completed(byte[] bytes) {
    return api.completed("a.jpg", bytes);
  }

  @Test
  void tokensAreForTheAccountItKnows() {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    String good =
        "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret";

    HttpResponse<String> answer =
        api.send("POST", "/oauth/token", form, BodyPublishers.ofString(good));
    assertThat(answer.body()).contains("access_token", "\"expires_in\":5400", "bearer");

    for (String bad : new String[] {good + "x", good.replace("client_credentials", "password")}) {
      HttpResponse<String> refused =
          api.send("POST", "/oauth/token", form, BodyPublishers.ofString(bad));
      assertThat(refused.statusCode()).isIn(400, 401);
      assertThat(refused.body()).contains("error_description");
    }
  }

  @ParameterizedTest(name = "{0} = {1} is answered with {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "Authorization, -, 401",
        "Authorization, Bearer unknown, 401",
        "Procore-Company-Id, -, 400",
        "Procore-Company-Id, 2, 403",
        "Content-Type, text/plain, 415",
      })
  void everyCallBearsItsHeaders(String header, String value, int status) {
    Map<String, String> headers = api.headers();
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }

    assertThat(api.send("POST", UPLOADS, headers, BodyPublishers.ofString("{}")).statusCode())
        .isEqualTo(status);
  }

  @Test
  void companiesThatItIsNotConnectedToAreNotThere() {
    assertThat(call("GET", "/rest/v1.0/projects?company_id=2", "").statusCode()).isEqualTo(403);
    assertThat(call("POST", "/rest/v1.1/companies/2/uploads", "{}").statusCode()).isEqualTo(404);
    assertThat(call("POST", "/rest/v1.1/companies/1/uploads", "{}").statusCode()).isEqualTo(422);
  }

  @Test
  void idsFitNeitherAnIntNorADouble() {
    JsonNode log = api.made(LOGS, "{'accident_log':{'comments':'x'}}");

    assertThat(log.path("id").asLong()).isGreaterThan(1L << 53);
  }

  @Test
  void everyAnswerBearsTheRateLimit() {
    assertThat(call("GET", "/rest/v1.0/me", "").headers().map())
        .containsKeys("x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset");
  }

  @Test
  void everyCallIsCountedAlsoWhereThereIsNoLimit() {
    long first = remaining();
    long second = remaining();

    assertThat(second).isEqualTo(first - 1);
  }

  private long remaining() {
    return call("GET", "/rest/v1.0/me", "")
        .headers()
        .firstValueAsLong("x-rate-limit-remaining")
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0} is answered with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422",
        "not json | 400",
        "{\"response_filename\":\"a\",\"segments\":[]} | 422",
        "{\"response_filename\":\"a\",\"colour\":1} | 406",
        "{\"segments\":[{\"size\":1,\"sha256\":\"x\"}]} | 422",
        "{\"response_filename\":\"a\",\"segments\":[{\"size\":1,\"sha256\":\"x\"}]} | 422",
        "{\"response_filename\":\"a\",\"segments\":[{\"size\":\"1\",\"sha256\":\"x\"}]} | 400",
      })
  void anUploadIsCheckedWhenItIsCreated(String body, int status) {
    assertThat(call("POST", UPLOADS, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest(name = "first segment of {0} bytes, second of {1}: {2}")
  @CsvSource({"5242880, 1, 201", "5242879, 1, 422", "5000000001, 1, 422", "5242880, 0, 422"})
  void segmentsHaveASmallestAndALargestSize(long first, long second, int status) {
    String sha = "a".repeat(64);
    String body =
        """
        {"response_filename":"a","segments":[{"size":%d,"sha256":"%s"},{"size":%d,"sha256":"%s"}]}"""
            .formatted(first, sha, second, sha);

    assertThat(call("POST", UPLOADS, body).statusCode()).isEqualTo(status);
  }

  @Test
  void storageTakesTheVeryBytesAndAnswersAnETagThatIsNotTheirMd5() {
    JsonNode upload = created(PHOTO);

    HttpResponse<String> answer = api.put(upload, PHOTO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag").orElseThrow())
        .matches("\"[0-9a-f]{32}\"")
        .isNotEqualTo("\"" + RawCalls.hex("MD5", PHOTO) + "\"");
  }

  @Test
  void storageRefusesOtherBytes() {
    byte[] other = PHOTO.clone();
    other[1000] ^= 1;

    assertThat(api.put(created(PHOTO), other).statusCode()).isEqualTo(400);
  }

  @Test
  void storageRefusesAToken() {
    JsonNode upload = created(PHOTO);
    Map<String, String> headers = issuedHeaders(upload);
    headers.put("Authorization", "Bearer x");

    assertThat(
            api.send(
                    "PUT",
                    upload.at("/segments/0/url").asText(),
                    headers,
                    BodyPublishers.ofByteArray(PHOTO))
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-content-sha256",
        "content-md5",
        "content-type",
        "x-amz-server-side-encryption"
      })
  void storageWantsEveryHeaderThatWasSigned(String header) {
    JsonNode upload = created(PHOTO);
    Map<String, String> headers = issuedHeaders(upload);
    headers.remove(header);

    assertThat(
            api.send(
                    "PUT",
                    upload.at("/segments/0/url").asText(),
                    headers,
                    BodyPublishers.ofByteArray(PHOTO))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void storageWantsNoHeaderOfItsOwnThatWasNotSigned() {
    JsonNode upload = created(PHOTO);
    Map<String, String> headers = issuedHeaders(upload);
    headers.put("x-amz-acl", "private");
    String url = upload.at("/segments/0/url").asText();

    assertThat(api.send("PUT", url, headers, BodyPublishers.ofByteArray(PHOTO)).body())
        .contains("AccessDenied");
  }

  @ParameterizedTest(name = "{0} written as {1}")
  @CsvSource({"%2F, /", "%2B, +", "%20, +", "~, %7E", "%2f, %2F", "==, %3D%3D", "&flag, ''"})
  void storageComparesTheUrlByteForByte(String part, String otherwise) {
    JsonNode upload = created(PHOTO);
    String url = upload.at("/segments/0/url").asText();
    String altered = url.replace(part, otherwise);
    assertThat(altered).isNotEqualTo(url);

    HttpResponse<String> answer =
        api.send("PUT", altered, issuedHeaders(upload), BodyPublishers.ofByteArray(PHOTO));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).startsWith("<?xml");
  }

  @Test
  void storageWantsALength() {
    JsonNode upload = created(PHOTO);
    BodyPublisher chunked =
        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(PHOTO)); // of unknown length

    assertThat(
            api.send("PUT", upload.at("/segments/0/url").asText(), issuedHeaders(upload), chunked)
                .statusCode())
        .isEqualTo(411);
  }

  @Test
  void aFieldThatIsUnknownInASegmentIsRefused() {
    String body = createBody("a.jpg", PHOTO).replace("\"md5\"", "\"crc\":1,\"md5\"");

    assertThat(call("POST", UPLOADS, body).statusCode()).isEqualTo(406);
  }

  @Test
  void theMd5IsSignedOnlyIfItWasGiven() {
    String body = createBody("a.jpg", PHOTO).replaceAll(",\"md5\":\"[^\"]*\"", "");
    JsonNode upload = RawCalls.json(call("POST", UPLOADS, body));

    assertThat(issuedHeaders(upload)).containsKey("x-amz-content-sha256");
    assertThat(issuedHeaders(upload)).doesNotContainKey("content-md5");
    String etag = etag(api.put(upload, PHOTO));
    String completed = completeBody(etag, PHOTO).replaceAll(",\"md5\":\"[^\"]*\"", "");
    assertThat(api.complete(upload, completed).statusCode()).isEqualTo(200);
  }

  @Test
  void anUploadIsCompletedWithEverythingThatStorageAndTheCreationHaveSaid() {
    JsonNode upload = created(PHOTO);
    String etag = etag(api.put(upload, PHOTO));
    String right = completeBody(etag, PHOTO);

    for (String wrong :
        List.of(
            "{\"segments\":[]}",
            "{\"segments\":[{\"etag\":\"" + etag + "\"}]}",
            completeBody("x", PHOTO),
            completeBody("\\\"" + etag + "\\\"", PHOTO),
            completeBody("W/\\\"" + etag + "\\\"", PHOTO),
            completeBody(etag, "other bytes".getBytes()),
            right.replaceAll("\"size\":\\d+", "\"size\":1"),
            right.replaceAll(",\"md5\":\"[^\"]*\"", ""))) {
      assertThat(api.complete(upload, wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    assertThat(call("PATCH", UPLOADS + "/UNKNOWN", right).statusCode()).isEqualTo(404);
    HttpResponse<String> answer = api.complete(upload, right);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"complete\"").doesNotContain("url");
  }

  @Test
  void anUploadIsItsAccountsAlone() {
    String uuid = completed(PHOTO);
    RawCalls other = new RawCalls("http://127.0.0.1:" + port, tokens.issue("other"), "1");

    assertThat(other.call("GET", UPLOADS + "/" + uuid, "").statusCode()).isEqualTo(403);
    assertThat(other.call("PATCH", UPLOADS + "/" + uuid, completeBody("x", PHOTO)).statusCode())
        .isEqualTo(403);
    assertThat(other.call("POST", IMAGES, guide(uuid, "a.jpg", "{'private':false}")).statusCode())
        .isEqualTo(422);
  }

  @Test
  void anImageIsMadeOnceOfACompleteUploadOfAPicture() {
    String uuid = completed(PHOTO);
    String image = "{'private':false}";

    assertThat(call("POST", IMAGES, guide(uuid, "", image)).statusCode()).isEqualTo(422);
    HttpResponse<String> made = call("POST", IMAGES, guide(uuid, "a.jpg", image));
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(call("POST", IMAGES, guide(uuid, "a.jpg", image)).statusCode()).isEqualTo(422);
    String incomplete = created(PHOTO).path("uuid").asText();
    assertThat(call("POST", IMAGES, guide(incomplete, "a.jpg", image)).statusCode()).isEqualTo(422);
    String noPicture = completed("%PDF-1.4".getBytes());
    assertThat(call("POST", IMAGES, guide(noPicture, "a.jpg", image)).statusCode()).isEqualTo(422);
    String elsewhere = IMAGES.replace("42", "43");
    assertThat(call("POST", elsewhere, guide(completed(PHOTO), "a.jpg", image)).statusCode())
        .isEqualTo(422);
    assertThat(call("POST", IMAGES.replace("42", "99"), guide(uuid, "a.jpg", image)).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest(name = "image {0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 400",
        "null | 400",
        "{'description':'x'} | 201",
        "{'colour':'red'} | 406",
        "{'private':'yes'} | 400",
        "{'log_date':'6 May'} | 422",
      })
  void theFieldsOfAnImageAreChecked(String image, int status) {
    HttpResponse<String> answer = call("POST", IMAGES, guide(completed(PHOTO), "a.jpg", image));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 400 && !image.contains("yes")) {
      assertThat(answer.body()).contains("param is missing or the value is empty: image");
    }
  }

  @ParameterizedTest(name = "{0} is answered with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'comments':'x' | 201",
        "'date':'2026-05-06','time_hour':10,'time_minute':15 | 201",
        "'datetime':'2026-05-06T10:15:00Z' | 201",
        "'date':'2026-05-06','datetime':'2026-05-06T10:15:00Z','time_hour':1 | 201",
        "'image_ids':[1],'vendor_id':1,'location_id':2,'involved_name':'x' | 201",
        "'date':'6 May' | 422",
        "'datetime':'yesterday' | 422",
        "'time_hour':24 | 422",
        "'time_minute':60 | 422",
        "'weather':'dry' | 406",
        "'upload_ids':['NONE'] | 422",
        "'upload_ids':'NONE' | 400",
        "'time_hour':'10' | 400",
      })
  void anAccidentLogIsChecked(String fields, int status) {
    HttpResponse<String> answer = call("POST", LOGS, "{'accident_log':{" + fields + "}}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void anEmptyAccidentLogIsRefused() {
    assertThat(call("POST", LOGS, "{'accident_log':{}}").body())
        .contains("param is missing or the value is empty: accident_log");
  }

  @Test
  void listsAreOfADayAndPaged() {
    String logs = "/rest/v1.0/projects/43/accident_logs";
    for (int i = 0; i < 3; i++) {
      api.made(logs, "{'accident_log':{'date':'2026-01-02','time_hour':1,'time_minute':2}}");
    }

    HttpResponse<String> page = call("GET", logs + "?log_date=2026-01-02&page=2&per_page=2", "");
    assertThat(RawCalls.json(page)).hasSize(1);
    assertThat(page.headers().firstValue("Total")).contains("3");
    assertThat(page.headers().firstValue("Per-Page")).contains("2");
    assertThat(page.headers().firstValue("Link").orElseThrow())
        .contains("rel=\"first\"", "rel=\"prev\"", "rel=\"last\"")
        .doesNotContain("next");
    assertThat(
            call("GET", logs + "?log_date=2026-01-02&per_page=2", "").headers().firstValue("Link"))
        .hasValueSatisfying(link -> assertThat(link).contains("page=2", "rel=\"next\""));
    assertThat(api.get(logs)).as("today only").isEmpty();
    assertThat(api.get(logs + "?start_date=2026-01-01&end_date=2026-01-31")).hasSize(3);
    long me = api.get("/rest/v1.0/me").path("id").asLong();
    String ofDay = logs + "?log_date=2026-01-02&filters[created_by_id]=";
    assertThat(api.get(ofDay.replace("[", "%5B").replace("]", "%5D") + me)).hasSize(3);
    assertThat(api.get(ofDay.replace("[", "%5B").replace("]", "%5D") + (me + 1))).isEmpty();
  }

  @Test
  void albumsAndProjectsAreListed() {
    String albums = "/rest/v1.0/image_categories?project_id=42";
    call("POST", albums, "{\"image_category\":{\"name\":\"Facade\"}}");

    assertThat(call("GET", albums, "").body()).contains("Facade");
    assertThat(call("GET", "/rest/v1.0/projects?company_id=1", "").body()).contains("\"id\":43");
    assertThat(call("GET", "/rest/v1.0/me", "").statusCode()).isEqualTo(200);
  }

  @Test
  void halfACharacterDoesNotKeepItFromRemembering() {
    String half =
        createBody("a.jpg", PHOTO).replaceFirst("\"response_filename\":\"[^\"]*", "$0\\\\ud83d");
    assertThat(half).contains("\\ud83d");

    assertThat(call("POST", UPLOADS, half).statusCode()).isEqualTo(201);

    assertThat(completed(PHOTO)).isNotBlank();
  }

  @Test
  void aBrowserIsToldWhatIsNotThere() {
    HttpResponse<String> answer =
        api.send("GET", "/nothing", Map.of("Accept", "text/html"), BodyPublishers.noBody());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).as("no failure of its own").contains("status=404");
  }
}
