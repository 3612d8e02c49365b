package dev.sitedrop.sandbox;

import static dev.sitedrop.sandbox.RawCalls.IMAGES;
import static dev.sitedrop.sandbox.RawCalls.LOGS;
import static dev.sitedrop.sandbox.RawCalls.UPLOADS;
import static dev.sitedrop.sandbox.RawCalls.completeBody;
import static dev.sitedrop.sandbox.RawCalls.createBody;
import static dev.sitedrop.sandbox.RawCalls.etag;
import static dev.sitedrop.sandbox.RawCalls.guide;
import static dev.sitedrop.sandbox.RawCalls.hex;
import static dev.sitedrop.sandbox.RawCalls.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.Samples;
import dev.sitedrop.SandboxServer;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each question that Procore's documentation leaves open can be answered either way. */
class WorldTest {
  private static final byte[] PHOTO = Samples.bytes("no-exif.jpg");
  private static final String ANY = "{'private':false}";

  @TempDir private Path folder;
  private SandboxServer server;
  private RawCalls api;

  private void world(String... settings) {
    stop();
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "directory=" + folder;
    server = SandboxServer.start("it", 1, all);
    api = RawCalls.as(server.origin(), "it-client", "it-secret", "1");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private JsonNode log(String... uuids) {
    return api.made(LOGS, logBody(uuids));
  }

  private static String logBody(String... uuids) {
    return "{'accident_log':{'comments':'x','upload_ids':"
        + Stream.of(uuids).map(uuid -> "'" + uuid + "'").toList()
        + "}}";
  }

  private JsonNode image(String name) {
    return api.made(IMAGES, guide(api.completed(name, PHOTO), name, ANY));
  }

  private JsonNode listed(String filter) {
    return api.get(IMAGES + "&" + filter.replace("[", "%5B").replace("]", "%5D"));
  }

  private JsonNode account() {
    return server.view().account();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "opaque, \"[0-9a-f]{32}\"",
    "md5, \"[0-9a-f]{32}\"",
    "weak, W/\"[0-9a-f]{32}\"",
    "multipart, \"[0-9a-f]{32}-2\"",
  })
  void anETagIsOfTheKindAndCompletesTheUpload(String kind, String pattern) {
    world("world.etag=" + kind);
    JsonNode upload = api.created("a.jpg", PHOTO);

    HttpResponse<String> put = api.put(upload, PHOTO);

    String answered = put.headers().firstValue("ETag").orElseThrow();
    assertThat(answered).matches(pattern);
    assertThat(answered.contains(hex("MD5", PHOTO))).isEqualTo(kind.equals("md5"));
    assertThat(api.complete(upload, completeBody(answered.replace("\"", "\\\""), PHOTO)))
        .returns(422, HttpResponse::statusCode);
    assertThat(api.complete(upload, completeBody(etag(put), PHOTO)))
        .returns(200, HttpResponse::statusCode);
  }

  @Test
  void aPutMayBearTheUsualHeadersOnly() {
    world("world.signed-headers=usual");
    JsonNode upload = api.created("a.jpg", PHOTO);

    assertThat(RawCalls.issuedHeaders(upload))
        .containsOnlyKeys("x-amz-content-sha256", "content-md5");
    assertThat(api.put(upload, PHOTO).statusCode()).isEqualTo(200);
  }

  @Test
  void theETagAloneCompletesAnUpload() {
    world("world.completion=etag-only");
    JsonNode upload = api.created("a.jpg", PHOTO);
    String etag = etag(api.put(upload, PHOTO));

    assertThat(api.complete(upload, "{'segments':[{'etag':'x'}]}").statusCode()).isEqualTo(422);
    assertThat(api.complete(upload, "{'segments':[{'etag':'" + etag + "'}]}").statusCode())
        .isEqualTo(200);
    assertThat(api.complete(upload, completeBody(etag, PHOTO)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "complete, complete, complete",
    "available, available, available",
    "empty, '', complete"
  })
  void aCompletionAnswersItsWord(String kind, String answered, String shown) {
    world("world.completed=" + kind);
    JsonNode upload = api.created("a.jpg", PHOTO);

    HttpResponse<String> answer =
        api.complete(upload, completeBody(etag(api.put(upload, PHOTO)), PHOTO));

    assertThat(answer.statusCode()).isEqualTo(200);
    if (answered.isEmpty()) {
      assertThat(answer.body()).isEmpty();
    } else {
      assertThat(RawCalls.json(answer).path("status").asText()).isEqualTo(answered);
    }
    assertThat(api.get(UPLOADS + "/" + upload.path("uuid").asText()).path("status").asText())
        .isEqualTo(shown);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"true", "false"})
  void aLookAtAnUploadHandsOutFreshUrlsOrNone(boolean fresh) {
    world("world.fresh-urls=" + fresh);
    JsonNode upload = api.created("a.jpg", PHOTO);

    JsonNode looked = api.get(UPLOADS + "/" + upload.path("uuid").asText());

    if (fresh) {
      assertThat(looked.at("/segments/0/url")).isNotEqualTo(upload.at("/segments/0/url"));
      assertThat(api.put(upload, PHOTO).statusCode()).isEqualTo(403);
      assertThat(api.put(looked, PHOTO).statusCode()).isEqualTo(200);
    } else {
      assertThat(looked.at("/segments/0").has("url")).isFalse();
      assertThat(api.put(upload, PHOTO).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"410", "404"})
  void whatIsGoneIsSaidToBe(int status) {
    world("world.gone-status=" + status, "faults.uploads-gone=1");
    JsonNode upload = api.created("a.jpg", PHOTO);
    String etag = etag(api.put(upload, PHOTO));
    assertThat(api.complete(upload, completeBody(etag, PHOTO)).statusCode()).isEqualTo(status);
    assertThat(api.completed("a.jpg", PHOTO)).as("the next one of the same bytes").isNotBlank();

    world("world.gone-status=" + status, "upload-ttl=0s");
    String old = api.created("a.jpg", PHOTO).path("uuid").asText();
    assertThat(api.call("GET", UPLOADS + "/" + old, "").statusCode()).isEqualTo(status);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"kept, Süd seite (2).JPG", "cleaned, s_d_seite__2_.jpg"})
  void namesAreKeptOrCleaned(String kind, String answered) {
    world("world.names=" + kind);
    String name = "Süd seite (2).JPG";

    assertThat(image(name).path("filename").asText()).isEqualTo(answered);
    JsonNode log = log(api.completed(name, PHOTO));
    assertThat(log.at("/attachments/0/filename").asText()).isEqualTo(answered);
    assertThat(account().at("/images/0/image_name").asText()).isEqualTo(name);
    assertThat(account().at("/accident_logs/0/files/0/name").asText()).isEqualTo(name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"token, false", "uuid, true"})
  void urlsTellTheUploadOrDoNot(String kind, boolean tells) throws Exception {
    world("world.urls=" + kind);
    String uuid = api.completed("a b.jpg", PHOTO);

    String url = log(uuid).at("/attachments/0/url").asText();

    assertThat(url.contains(uuid)).isEqualTo(tells);
    assertThat(api.download(url)).isEqualTo(PHOTO);
    JsonNode file = account().at("/accident_logs/0/files/0");
    assertThat(file.path("uuid").asText()).isEqualTo(uuid);
    assertThat(file.path("sha256").asText()).isEqualTo(Samples.sha256(PHOTO));
  }

  @Test
  void attachmentsAreShownLaterAlsoAfterARestart() {
    world("world.attachments=later", "world.attachments-after=1h");
    String id = log(api.completed("a.jpg", PHOTO)).path("id").asText();
    assertThat(api.get(LOGS + "/" + id).path("attachments")).isEmpty();
    assertThat(account().at("/accident_logs/0/files")).hasSize(1);

    world("world.attachments=later", "world.attachments-after=1h");
    assertThat(api.get(LOGS + "/" + id).path("attachments")).isEmpty();

    world("world.attachments=later", "world.attachments-after=300ms");
    await().until(() -> api.get(LOGS + "/" + id).path("attachments").size() == 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"null, true", "absent, false"})
  void attachmentsMayNeverBeShownThoughTheyWereTaken(String kind, boolean there) {
    world("world.attachments=" + kind);

    JsonNode log = log(api.completed("a.jpg", PHOTO));

    assertThat(log.has("attachments")).isEqualTo(there);
    assertThat(log.path("attachments").isArray()).isFalse();
    assertThat(account().at("/accident_logs/0/files")).hasSize(1);
  }

  @Test
  void uploadIdsAreIgnoredUntilThePatch() {
    world("world.upload-ids=until-patched");
    String a = api.completed("a.jpg", PHOTO);
    JsonNode log = log(a);
    assertThat(log.path("attachments")).isEmpty();

    JsonNode patched =
        RawCalls.json(api.call("PATCH", LOGS + "/" + log.path("id").asText(), logBody(a)));

    assertThat(patched.path("attachments")).hasSize(1);
    assertThat(patched.path("comments").asText()).isEqualTo("x");
    world();
    assertThat(api.get(LOGS).at("/0/attachments")).as("after a restart").hasSize(1);
  }

  @Test
  void uploadIdsAreIgnoredForGood() {
    world("world.upload-ids=ignored");
    String a = api.completed("a.jpg", PHOTO);
    String id = log(a).path("id").asText();

    HttpResponse<String> patched = api.call("PATCH", LOGS + "/" + id, logBody(a));

    assertThat(patched.statusCode()).isEqualTo(200);
    assertThat(api.get(LOGS + "/" + id).path("attachments")).isEmpty();
    assertThat(account().at("/accident_logs/0/files")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"adds, 422, 2", "replaces, 200, 1"})
  void aPatchAddsOrReplaces(String kind, int again, int left) {
    world("world.patch=" + kind);
    String a = api.completed("a.jpg", PHOTO);
    String b = api.completed("b.jpg", PHOTO);
    String path = LOGS + "/" + log(a).path("id").asText();

    assertThat(api.call("PATCH", path, logBody(a)).statusCode()).as("once").isEqualTo(again);
    assertThat(api.call("PATCH", path, logBody(b)).statusCode()).isEqualTo(200);
    assertThat(api.get(path).path("attachments")).hasSize(left);
  }

  @Test
  void theTimeOfAnAccidentMayBeRequired() {
    world("world.log-time-required=true");
    String body = "{'accident_log':{'comments':'x','time_hour':1%s}}";

    assertThat(api.call("POST", LOGS, body.formatted("")).statusCode()).isEqualTo(422);
    assertThat(api.call("POST", LOGS, body.formatted(",'time_minute':2")).statusCode())
        .isEqualTo(201);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "guide | 400 | param is missing or the value is empty: upload",
        "guide | 406 | unknown field upload_uuid",
        "guide | 422 | {\"errors\":{\"upload\":[\"can't be blank\"]}}",
        "reference | 400 | param is missing or the value is empty: upload_uuid",
        "reference | 406 | unknown field upload",
        "reference | 422 | {\"errors\":{\"upload_uuid\":[\"can't be blank\"]}}",
      })
  void anImageHasOneOfTwoBodies(String form, int status, String refusal) {
    world("world.image-body=" + form, "world.wrong-image-body=" + status);
    String uuid = api.completed("a.jpg", PHOTO);
    String guide = guide(uuid, "a.jpg", ANY);
    String reference = reference(uuid, "a.jpg", ANY);
    boolean isGuide = form.equals("guide");

    HttpResponse<String> refused = api.call("POST", IMAGES, isGuide ? reference : guide);

    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).contains(refusal);
    String both = guide.replaceFirst("}$", ",'upload_uuid':'" + uuid + "'}");
    assertThat(api.call("POST", IMAGES, both).statusCode()).isEqualTo(status);
    api.made(IMAGES, isGuide ? guide : reference);
  }

  @Test
  void anImageMayHaveEitherBodyAndNotBoth() {
    world("world.image-body=either");
    api.made(IMAGES, guide(api.completed("a.jpg", PHOTO), "a.jpg", ANY));
    api.made(IMAGES, reference(api.completed("a.jpg", PHOTO), "a.jpg", ANY));
    String uuid = api.completed("a.jpg", PHOTO);

    assertThat(
            api.call(
                    "POST",
                    IMAGES,
                    guide(uuid, "a.jpg", ANY).replaceFirst("}$", ",'image_name':'a.jpg'}"))
                .statusCode())
        .isEqualTo(400);
    assertThat(api.call("POST", IMAGES, "{'image':" + ANY + "}").statusCode()).isEqualTo(422);
  }

  @Test
  void aLogDateAddsToTheDailyLogAndDoesNotComeBack() {
    world();
    image("plain.jpg");
    String dated = "{'log_date':'2026-05-06'}";
    JsonNode made = api.made(IMAGES, guide(api.completed("b.jpg", PHOTO), "b.jpg", dated));

    assertThat(made.has("log_date")).isFalse();
    assertThat(listed("filters[log_date]=2026-05-06")).hasSize(1);
    assertThat(account().at("/images/0/in_daily_log").asBoolean()).isFalse();
    assertThat(account().at("/images/1/in_daily_log").asBoolean()).isTrue();
    assertThat(account().at("/images/1/log_date").asText()).isEqualTo("2026-05-06");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"false, 0, 404", "true, 1, 200"})
  void privateImagesAreHiddenOrShown(boolean listed, int size, int status) {
    world("world.private-images-listed=" + listed);
    String hidden = guide(api.completed("b.jpg", PHOTO), "b.jpg", "{'private':true}");
    String id = api.made(IMAGES, hidden).path("id").asText();

    assertThat(api.get(IMAGES)).hasSize(size);
    assertThat(listed("filters[private]=true")).hasSize(size);
    assertThat(api.call("GET", "/rest/v1.0/images/" + id + "?project_id=42", "").statusCode())
        .isEqualTo(status);
    assertThat(account().path("image_count").asInt()).isEqualTo(1);
  }

  @Test
  void imagesAreFilteredInOtherWays() {
    world();
    String id = image("Crane.jpg").path("id").asText();
    image("lift.jpg");
    long me = api.get("/rest/v1.0/me").path("id").asLong();

    assertThat(listed("filters[query]=crane")).hasSize(1);
    assertThat(listed("filters[id]=" + id)).hasSize(1);
    assertThat(listed("filters[private]=false")).hasSize(2);
    assertThat(listed("filters[uploader_id]=" + me)).hasSize(2);
    assertThat(listed("filters[uploader_id]=1")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"whole-seconds, 400", "lenient, 200"})
  void theTimesOfAFilterAreOfWholeSecondsOrNot(String kind, int status) {
    world("world.created-at-filter=" + kind);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    image("a.jpg");
    String filter = "filters[created_at]=%s...%s";

    assertThat(listed(filter.formatted(now, now.plusSeconds(60)))).hasSize(1);
    assertThat(listed(filter.formatted(now.minusSeconds(60), now))).isEmpty();
    String fractions = filter.formatted(now.plusMillis(1), now.plusSeconds(60));
    assertThat(
            api.call("GET", IMAGES + "&" + fractions.replace("[", "%5B").replace("]", "%5D"), "")
                .statusCode())
        .isEqualTo(status);
  }

  @Test
  void aCompanyMayAllowSomeExtensionsOnly() {
    world("world.image-extensions=jpg,png");
    String uuid = api.completed("a.heic", PHOTO);

    assertThat(api.call("POST", IMAGES, guide(uuid, "a.heic", ANY)).statusCode()).isEqualTo(422);
    api.made(IMAGES, guide(uuid, "a.JPG", ANY));
  }

  @Test
  void pagesAreAsLargeAsTheWorldHasThem() {
    world("world.page-size=2", "world.largest-page=3", "world.element-padding=1MB");
    for (int i = 0; i < 4; i++) {
      image("a.jpg");
    }

    HttpResponse<String> page = api.call("GET", IMAGES, "");

    assertThat(RawCalls.json(page)).hasSize(2);
    assertThat(page.body().length()).isGreaterThan(2_000_000);
    assertThat(page.headers().firstValue("Link").orElseThrow()).contains("rel=\"next\"");
    assertThat(api.get(IMAGES + "&per_page=100")).hasSize(3);
  }

  @Test
  void pagesMayBeWithoutLinks() {
    world("world.paging=without-links");
    image("a.jpg");
    image("b.jpg");

    HttpResponse<String> page = api.call("GET", IMAGES + "&per_page=1", "");

    assertThat(page.headers().firstValue("Link")).isEmpty();
    assertThat(RawCalls.json(page)).hasSize(1);
    assertThat(api.get(IMAGES + "&per_page=1&page=3")).isEmpty();
  }

  @Test
  void aListMayIgnorePages() {
    world("world.paging=ignored");
    image("a.jpg");
    image("b.jpg");

    assertThat(api.get(IMAGES + "&per_page=1&page=7")).isEqualTo(api.get(IMAGES)).hasSize(2);
  }

  @Test
  void aTokenMayComeWithoutItsEndAndWithACapitalLetter() {
    world("world.expires-in=false", "world.token-type=Bearer", "faults.login-redirects=2");
    String form = "grant_type=client_credentials&client_id=it-client&client_secret=it-secret";
    Map<String, String> type = Map.of("Content-Type", "application/x-www-form-urlencoded");

    // the first of two has redirected the login of this test
    HttpResponse<String> redirected = api.send("POST", "/oauth/token", type, body(form));
    HttpResponse<String> answer = api.send("POST", "/oauth/token", type, body(form));

    assertThat(redirected.statusCode()).isEqualTo(302);
    assertThat(redirected.headers().firstValue("Location")).isPresent();
    assertThat(RawCalls.json(answer).has("expires_in")).isFalse();
    assertThat(RawCalls.json(answer).path("token_type").asText()).isEqualTo("Bearer");
  }

  private static BodyPublisher body(String text) {
    return BodyPublishers.ofString(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"true", "false"})
  void theRateLimitIsAnAppsWhateverTheCompany(boolean retryAfter) {
    world(
        "world.retry-after=" + retryAfter,
        "spike-limit=2",
        "hourly-limit=3600",
        "more-company-ids=2",
        "more-client-ids=second");
    RawCalls ofCompany2 = RawCalls.as(server.origin(), "it-client", "it-secret", "2");
    RawCalls ofOtherApp = RawCalls.as(server.origin(), "second", "it-secret", "1");

    HttpResponse<String> first = api.call("GET", "/rest/v1.0/me", "");
    assertThat(first.headers().firstValue("X-Rate-Limit-Limit")).contains("2");
    assertThat(ofCompany2.call("GET", "/rest/v1.0/me", "").statusCode()).isEqualTo(200);
    HttpResponse<String> third = api.call("GET", "/rest/v1.0/me", "");

    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.headers().firstValue("Retry-After").isPresent()).isEqualTo(retryAfter);
    assertThat(ofOtherApp.call("GET", "/rest/v1.0/me", "").statusCode()).isEqualTo(200);
  }

  @Test
  void anIdempotencyTokenIsIgnored() {
    world();
    String body = "{'accident_log':{'comments':'x'}}";

    assertThat(api.callOnce("t", LOGS, body).statusCode()).isEqualTo(201);
    assertThat(api.callOnce("t", LOGS, body).statusCode()).isEqualTo(201);
    assertThat(account().at("/accident_logs/0/idempotency_token").asText()).isEqualTo("t");
    assertThat(account().path("idempotency_tokens")).hasSize(2);
  }

  @Test
  void anIdempotencyTokenIsHonouredAlsoAfterARestart() {
    world("world.idempotency=honoured");
    String body = guide(api.completed("a.jpg", PHOTO), "a.jpg", ANY);
    assertThat(api.callOnce("t", IMAGES, body).statusCode()).isEqualTo(201);

    world("world.idempotency=honoured");
    HttpResponse<String> again = api.callOnce("t", IMAGES, body);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(RawCalls.json(again).path("id")).isEqualTo(account().at("/images/0/id"));
    assertThat(account().path("image_count").asInt()).isEqualTo(1);
    assertThat(api.callOnce("t", IMAGES, body.replace("a.jpg", "b.jpg")).statusCode())
        .isEqualTo(422);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "TemporaryRedirect, 307",
    "RequestTimeout, 400",
    "IncompleteBody, 400",
    "SlowDown, 503",
    "InternalError, 500",
    "SomethingNew, 400"
  })
  void aPassingFaultOfTheStoragePassesByNumber(String code, int status) {
    world("faults.puts=2", "faults.put-code=" + code);
    JsonNode upload = api.created("a.jpg", PHOTO);

    for (int i = 0; i < 2; i++) {
      HttpResponse<String> refused = api.put(upload, PHOTO);
      assertThat(refused.statusCode()).isEqualTo(status);
      assertThat(refused.body()).contains("<Code>" + code + "</Code>");
    }
    assertThat(api.put(upload, PHOTO).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"ExpiredToken, 400", "AccessDenied, 403", "NoSuchUpload, 404"})
  void anotherFaultOfTheStorageSpoilsTheUrl(String code, int status) {
    world("faults.puts=1", "faults.put-code=" + code);
    JsonNode upload = api.created("a.jpg", PHOTO);

    assertThat(api.put(upload, PHOTO).statusCode()).isEqualTo(status);
    assertThat(api.put(upload, PHOTO).statusCode()).isEqualTo(status);
    assertThat(api.put(api.created("a.jpg", PHOTO), PHOTO).statusCode()).isEqualTo(200);
  }

  @Test
  void storageChecksTheBytesWhateverItsETagIs() {
    world("world.etag=weak");
    byte[] other = PHOTO.clone();
    other[1000] ^= 1;
    assertThat(api.put(api.created("a.jpg", PHOTO), other).body())
        .contains("XAmzContentSHA256Mismatch");

    String otherMd5 = createBody("a.jpg", PHOTO).replace(hex("MD5", PHOTO), hex("MD5", other));
    JsonNode upload = RawCalls.json(api.call("POST", UPLOADS, otherMd5));
    assertThat(api.put(upload, PHOTO).body()).contains("BadDigest");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"bad-gateway, 502", "gateway-timeout, 504", "cut, 0"})
  void answersAndRequestsAreLost(String as, int status) {
    world("faults.lost-as=" + as, "faults.requests-lost=1", "faults.answers-lost=1");

    lost(status);
    assertThat(account().path("accident_log_count").asInt()).as("not carried out").isZero();
    lost(status);
    assertThat(account().path("accident_log_count").asInt()).as("carried out").isEqualTo(1);
    log();
    assertThat(account().path("accident_log_count").asInt()).isEqualTo(2);
  }

  private void lost(int status) {
    if (status == 0) {
      assertThatThrownBy(this::log).isInstanceOf(UncheckedIOException.class);
    } else {
      assertThat(api.call("POST", LOGS, logBody()).statusCode()).isEqualTo(status);
    }
  }

  @Test
  void everySecondAnswerIsLost() {
    world("faults.lost-as=bad-gateway", "faults.answers-lost-every=2");

    for (int i = 0; i < 2; i++) {
      assertThat(api.call("POST", LOGS, logBody()).statusCode()).isEqualTo(201);
      assertThat(api.call("POST", LOGS, logBody()).statusCode()).isEqualTo(502);
    }
    assertThat(account().path("accident_log_count").asInt()).isEqualTo(4);
  }

  @Test
  void anAnswerIsLateAndItsResourceThere() {
    world("faults.association-delay=700ms");
    String body = logBody();

    Thread caller = new Thread(() -> api.call("POST", LOGS, body));
    caller.start();

    await().until(() -> account().path("accident_log_count").asInt() == 1);
    assertThat(caller.isAlive()).isTrue();
    await().until(() -> !caller.isAlive());
  }

  @Test
  void itKnowsAllOfItAfterARestart() throws Exception {
    world();
    image("a b.jpg");
    JsonNode before = account().path("images");

    world();

    JsonNode after = account().path("images");
    assertThat(after.at("/0/files")).isEqualTo(before.at("/0/files"));
    assertThat(after.at("/0/created_at")).isEqualTo(before.at("/0/created_at"));
    assertThat(after.at("/0/url").asText()).startsWith(server.origin());
    assertThat(api.download(after.at("/0/url").asText())).isEqualTo(PHOTO);
    assertThat(image("c.jpg").path("id").asLong()).isGreaterThan(before.at("/0/id").asLong());
  }
}
