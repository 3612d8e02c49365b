package dev.sitedrop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDrop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
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
      "sitedrop.home=target/homes/${random.uuid}",
      "logging.file.name=",
      "sandbox.projects=42,43"
    })
@ActiveProfiles("sandbox")
class SandboxTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] PHOTO = Samples.bytes("no-exif.jpg");
  private static final String UPLOADS = "/rest/v1.1/projects/42/uploads";

  @LocalServerPort private int port;
  @Autowired private Tokens tokens;

  private final HttpClient http = HttpClient.newHttpClient();
  private String token;

  @BeforeEach
  void logIn() {
    token = tokens.issue();
  }

  private HttpResponse<String> send(
      String method, String path, Map<String, String> headers, BodyPublisher body)
      throws Exception {
    String url = path.startsWith("http") ? path : "http://127.0.0.1:" + port + path;
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).method(method, body);
    headers.forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Procore-Company-Id", "1");
    headers.put("Content-Type", "application/json");
    return headers;
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return send(method, path, headers(), BodyPublishers.ofString(body));
  }

  private static String hex(String algorithm, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  private static String createBody(byte[] bytes) throws Exception {
    return """
        {"response_filename":"a.jpg","response_content_type":"image/jpeg",
         "segments":[{"size":%d,"sha256":"%s","md5":"%s"}]}"""
        .formatted(bytes.length, hex("SHA-256", bytes), hex("MD5", bytes));
  }

  private JsonNode created(byte[] bytes) throws Exception {
    HttpResponse<String> answer = call("POST", UPLOADS, createBody(bytes));
    assertThat(answer.statusCode()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  private Map<String, String> issuedHeaders(JsonNode upload) {
    Map<String, String> headers = new LinkedHashMap<>();
    upload
        .at("/segments/0/headers")
        .properties()
        .forEach(
            h -> {
              if (!h.getKey().equals("content-length")) {
                headers.put(h.getKey(), h.getValue().asText());
              }
            });
    headers.put("Content-Type", "application/octet-stream");
    return headers;
  }

  private HttpResponse<String> put(JsonNode upload, byte[] bytes) throws Exception {
    return send(
        "PUT",
        upload.at("/segments/0/url").asText(),
        issuedHeaders(upload),
        BodyPublishers.ofByteArray(bytes));
  }

  private String completed(byte[] bytes) throws Exception {
    JsonNode upload = created(bytes);
    String etag = put(upload, bytes).headers().firstValue("ETag").orElseThrow().replace("\"", "");
    String uuid = upload.path("uuid").asText();
    HttpResponse<String> answer =
        call("PATCH", UPLOADS + "/" + uuid, "{\"segments\":[{\"etag\":\"" + etag + "\"}]}");
    assertThat(answer.body()).contains("\"status\":\"complete\"");
    return uuid;
  }

  @Test
  void tokensAreForTheAccountItKnows() throws Exception {
    Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded");
    String good =
        "grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret";

    HttpResponse<String> answer = send("POST", "/oauth/token", form, BodyPublishers.ofString(good));
    assertThat(answer.body()).contains("access_token", "\"expires_in\":5400", "bearer");

    for (String bad : new String[] {good + "x", good.replace("client_credentials", "password")}) {
      HttpResponse<String> refused =
          send("POST", "/oauth/token", form, BodyPublishers.ofString(bad));
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
  void everyCallBearsItsHeaders(String header, String value, int status) throws Exception {
    Map<String, String> headers = headers();
    headers.remove(header);
    if (value != null) {
      headers.put(header, value);
    }

    assertThat(send("POST", UPLOADS, headers, BodyPublishers.ofString("{}")).statusCode())
        .isEqualTo(status);
  }

  @Test
  void everyAnswerBearsTheRateLimit() throws Exception {
    assertThat(call("GET", "/rest/v1.0/me", "").headers().map())
        .containsKeys("x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset");
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
  void anUploadIsCheckedWhenItIsCreated(String body, int status) throws Exception {
    assertThat(call("POST", UPLOADS, body).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest(name = "first segment of {0} bytes, second of {1}: {2}")
  @CsvSource({"5000000, 1, 201", "4999999, 1, 422", "5000000001, 1, 422", "5000000, 0, 422"})
  void segmentsHaveASmallestAndALargestSize(long first, long second, int status) throws Exception {
    String sha = "a".repeat(64);
    String body =
        """
        {"response_filename":"a","segments":[{"size":%d,"sha256":"%s"},{"size":%d,"sha256":"%s"}]}"""
            .formatted(first, sha, second, sha);

    assertThat(call("POST", UPLOADS, body).statusCode()).isEqualTo(status);
  }

  @Test
  void storageTakesTheVeryBytesAndAnswersTheirMd5() throws Exception {
    JsonNode upload = created(PHOTO);

    HttpResponse<String> answer = put(upload, PHOTO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).contains("\"" + hex("MD5", PHOTO) + "\"");
  }

  @Test
  void storageRefusesOtherBytes() throws Exception {
    byte[] other = PHOTO.clone();
    other[1000] ^= 1;

    assertThat(put(created(PHOTO), other).statusCode()).isEqualTo(400);
  }

  @Test
  void storageRefusesAToken() throws Exception {
    JsonNode upload = created(PHOTO);
    Map<String, String> headers = issuedHeaders(upload);
    headers.put("Authorization", "Bearer " + token);

    assertThat(
            send(
                    "PUT",
                    upload.at("/segments/0/url").asText(),
                    headers,
                    BodyPublishers.ofByteArray(PHOTO))
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-content-sha256", "content-md5", "Content-Type"})
  void storageWantsEveryHeaderThatWasSigned(String header) throws Exception {
    JsonNode upload = created(PHOTO);
    Map<String, String> headers = issuedHeaders(upload);
    headers.remove(header);

    assertThat(
            send(
                    "PUT",
                    upload.at("/segments/0/url").asText(),
                    headers,
                    BodyPublishers.ofByteArray(PHOTO))
                .statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest(name = "{0} written as {1}")
  @CsvSource({"%2F, /", "%2B, +", "%20, +", "~, %7E", "%2f, %2F", "==, %3D%3D", "&flag, ''"})
  void storageComparesTheUrlByteForByte(String part, String otherwise) throws Exception {
    JsonNode upload = created(PHOTO);
    String url = upload.at("/segments/0/url").asText();
    String altered = url.replace(part, otherwise);
    assertThat(altered).isNotEqualTo(url);

    HttpResponse<String> answer =
        send("PUT", altered, issuedHeaders(upload), BodyPublishers.ofByteArray(PHOTO));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).startsWith("<?xml");
  }

  @Test
  void storageWantsALength() throws Exception {
    JsonNode upload = created(PHOTO);
    BodyPublisher chunked =
        BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(PHOTO)); // of unknown length

    assertThat(
            send("PUT", upload.at("/segments/0/url").asText(), issuedHeaders(upload), chunked)
                .statusCode())
        .isEqualTo(411);
  }

  @Test
  void anUploadIsCompletedWithItsOwnETags() throws Exception {
    JsonNode upload = created(PHOTO);
    put(upload, PHOTO);
    String path = UPLOADS + "/" + upload.path("uuid").asText();
    String etag = hex("MD5", PHOTO);

    assertThat(call("PATCH", path, "{\"segments\":[]}").statusCode()).isEqualTo(422);
    assertThat(call("PATCH", path, "{\"segments\":[{\"etag\":\"x\"}]}").statusCode())
        .isEqualTo(422);
    assertThat(
            call("PATCH", path, "{\"segments\":[{\"etag\":\"\\\"" + etag + "\\\"\"}]}")
                .statusCode())
        .isEqualTo(422);
    assertThat(call("PATCH", UPLOADS + "/UNKNOWN", "{\"segments\":[]}").statusCode())
        .isEqualTo(404);
    assertThat(call("PATCH", path, "{\"segments\":[{\"etag\":\"" + etag + "\"}]}").statusCode())
        .isEqualTo(200);
    assertThat(call("GET", path, "").body()).contains("\"status\":\"complete\"");
  }

  @Test
  void anImageIsMadeOnceOfACompleteUploadOfAPicture() throws Exception {
    String images = "/rest/v1.0/images?project_id=42";
    String uuid = completed(PHOTO);
    String body = "{\"upload\":{\"uuid\":\"%s\",\"image_name\":\"%s\"},\"image\":{}}";

    assertThat(call("POST", images, body.formatted(uuid, "")).statusCode()).isEqualTo(422);
    HttpResponse<String> made = call("POST", images, body.formatted(uuid, "a.jpg"));
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(call("POST", images, body.formatted(uuid, "a.jpg")).statusCode()).isEqualTo(422);
    assertThat(
            call("POST", images, body.formatted(created(PHOTO).path("uuid").asText(), "a.jpg"))
                .statusCode())
        .isEqualTo(422);
    assertThat(
            call("POST", images, body.formatted(completed("%PDF-1.4".getBytes()), "a.jpg"))
                .statusCode())
        .isEqualTo(422);
    assertThat(
            call("POST", images.replace("42", "43"), body.formatted(completed(PHOTO), "a.jpg"))
                .statusCode())
        .isEqualTo(422);
    assertThat(call("POST", images.replace("42", "99"), body.formatted(uuid, "a.jpg")).statusCode())
        .isEqualTo(404);

    String url = JSON.readTree(made.body()).path("url").asText();
    assertThat(url).contains(uuid);
    assertThat(
            http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray())
                .body())
        .isEqualTo(PHOTO);
  }

  @ParameterizedTest(name = "{0} is answered with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'date':'2026-05-06','time_hour':10,'time_minute':15 | 201",
        "'datetime':'2026-05-06T10:15:00Z','time_hour':10,'time_minute':15 | 201",
        "'time_hour':10,'time_minute':15 | 422",
        "'date':'2026-05-06','datetime':'2026-05-06T10:15:00Z','time_hour':1,'time_minute':1 | 422",
        "'date':'6 May','time_hour':10,'time_minute':15 | 422",
        "'date':'2026-05-06','time_minute':15 | 422",
        "'date':'2026-05-06','time_hour':24,'time_minute':15 | 422",
        "'date':'2026-05-06','time_hour':10,'time_minute':60 | 422",
        "'date':'2026-05-06','time_hour':10,'time_minute':15,'weather':'dry' | 406",
        "'date':'2026-05-06','time_hour':10,'time_minute':15,'upload_ids':['NONE'] | 422",
      })
  void anAccidentLogIsChecked(String fields, int status) throws Exception {
    String body = "{\"accident_log\":{" + fields.replace('\'', '"') + "}}";

    assertThat(call("POST", "/rest/v1.0/projects/42/accident_logs", body).statusCode())
        .isEqualTo(status);
  }

  @Test
  void listsAreOfADayAndPaged() throws Exception {
    String logs = "/rest/v1.0/projects/43/accident_logs";
    for (int i = 0; i < 3; i++) {
      call(
          "POST",
          logs,
          "{\"accident_log\":{\"date\":\"2026-01-02\",\"time_hour\":1,\"time_minute\":2}}");
    }

    HttpResponse<String> page = call("GET", logs + "?log_date=2026-01-02&page=2&per_page=2", "");
    assertThat(JSON.readTree(page.body())).hasSize(1);
    assertThat(page.headers().firstValue("Total")).contains("3");
    assertThat(page.headers().firstValue("Per-Page")).contains("2");
    assertThat(
            call("GET", logs + "?log_date=2026-01-02&per_page=2", "").headers().firstValue("Link"))
        .isPresent();
    assertThat(JSON.readTree(call("GET", logs, "").body())).as("today only").isEmpty();
    assertThat(
            JSON.readTree(
                call("GET", logs + "?start_date=2026-01-01&end_date=2026-01-31", "").body()))
        .hasSize(3);
  }

  @Test
  void albumsAndProjectsAreListed() throws Exception {
    String albums = "/rest/v1.0/image_categories?project_id=42";
    call("POST", albums, "{\"image_category\":{\"name\":\"Facade\"}}");

    assertThat(call("GET", albums, "").body()).contains("Facade");
    assertThat(call("GET", "/rest/v1.0/projects?company_id=1", "").body()).contains("\"id\":43");
    assertThat(call("GET", "/rest/v1.0/me", "").statusCode()).isEqualTo(200);
  }

  @Test
  void halfACharacterDoesNotKeepItFromRemembering() throws Exception {
    String half = createBody(PHOTO).replaceFirst("\"response_filename\":\"[^\"]*", "$0\\\\ud83d");
    assertThat(half).contains("\\ud83d");

    assertThat(call("POST", UPLOADS, half).statusCode()).isEqualTo(201);

    assertThat(completed(PHOTO)).isNotBlank();
  }

  @Test
  void aBrowserIsToldWhatIsNotThere() throws Exception {
    HttpResponse<String> answer =
        send("GET", "/nothing", Map.of("Accept", "text/html"), BodyPublishers.noBody());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).as("no failure of its own").contains("status=404");
  }
}
