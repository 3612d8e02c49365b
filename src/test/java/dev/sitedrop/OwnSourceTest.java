package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.sitedrop.api.ApiClient;
import dev.sitedrop.intake.OwnSources;
import dev.sitedrop.ledger.IntakeLedger;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Routes of one's own, with other components of Camel, hand in what they read. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "management.endpoint.health.show-details=always")
class OwnSourceTest {
  private static final Path ROUTES = RoutesCopy.create();
  private static final String DOOR = "sitedrop:scans?project=42&target=images";

  @Autowired private CamelContext camel;
  @Autowired private ProducerTemplate route;
  @Autowired private TestRestTemplate web;
  @Autowired private MeterRegistry meters;
  @Autowired private OwnSources own;
  @MockitoSpyBean private IntakeLedger ledger;

  @Value("${sitedrop.home}")
  private Path home;

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void routes(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", ROUTES::toString);
  }

  @AfterEach
  void removeSource() throws IOException {
    reset(ledger);
    int before = camel.getRoutes().size();
    if (Files.deleteIfExists(ROUTES.resolve("sources/own.camel.yaml"))) {
      await().until(() -> camel.getRoutes().size() < before);
    }
  }

  private SandboxView sandbox() {
    return new SandboxView(port);
  }

  private Path folder() {
    return home.toAbsolutePath().resolve("sources/scans");
  }

  private Exchange handIn(String door, Object body, Map<String, Object> headers) {
    Exchange exchange =
        route.request(
            door,
            inner -> {
              inner.getMessage().setBody(body);
              inner.getMessage().setHeaders(new HashMap<>(headers));
            });
    if (exchange.getException() != null) {
      throw new CamelExecutionException("not handed in", exchange, exchange.getException());
    }
    return exchange;
  }

  private Path awaitBelow(String kind, String name) {
    return await()
        .until(
            () -> below(folder().resolve(kind)).filter(path -> path.endsWith(name)).toList(),
            found -> found.size() == 1)
        .get(0);
  }

  private static Stream<Path> below(Path folder) throws IOException {
    return Files.exists(folder) ? Files.walk(folder) : Stream.empty();
  }

  private static void drop(Path folder, String name, byte[] content) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(name), content);
  }

  private void run(String source) throws IOException {
    int before = camel.getRoutes().size();
    Files.writeString(ROUTES.resolve("sources/own.camel.yaml"), source);
    await().until(() -> camel.getRoutes().size() > before);
  }

  private static String folderRoute(Path from, Path done) {
    return """
        - route:
            id: intake-own
            from:
              uri: file:%s
              parameters:
                delay: 200
                move: %s/${file:name}
              steps:
                - to:
                    uri: sitedrop:scans
                    parameters:
                      project: "42"
        """
        .formatted(from, done);
  }

  @Test
  void whatAnyComponentReadsIsDeliveredWithItsReceipt() throws IOException {
    Path from = home.toAbsolutePath().resolve("from");
    Path done = home.toAbsolutePath().resolve("done");
    byte[] crane = Samples.bytes("crane.jpg");
    drop(from, "tower.jpg", crane);
    run(folderRoute(from, done));

    Path receipt = awaitBelow(".delivered", "tower.jpg.receipt.json");

    JsonNode told = new ObjectMapper().readTree(receipt.toFile());
    assertThat(told.path("project").asLong()).isEqualTo(42);
    assertThat(told.at("/files/0/name").asText()).isEqualTo("tower.jpg");
    assertThat(receipt.resolveSibling("tower.jpg")).hasBinaryContent(crane);
    assertThat(done.resolve("tower.jpg")).hasBinaryContent(crane);
    assertThat(sandbox().images(42))
        .anyMatch(image -> image.path("id").equals(told.at("/procore/id")));
  }

  @Test
  void itsFileIsLetGoOnlyWhenTheLedgerHasIt() throws IOException {
    Path from = home.toAbsolutePath().resolve("from2");
    Path done = home.toAbsolutePath().resolve("done2");
    doThrow(new DataAccessResourceFailureException("the database is away"))
        .when(ledger)
        .open(any(), any());
    drop(from, "night.jpg", Samples.jpeg(3000, 7001));
    run(folderRoute(from, done));

    await().untilAsserted(() -> verify(ledger, atLeast(2)).open(any(), any()));
    assertThat(from.resolve("night.jpg")).exists();
    assertThat(done).doesNotExist();

    reset(ledger);
    awaitBelow(".delivered", "night.jpg.receipt.json");
    assertThat(done.resolve("night.jpg")).exists();
    assertThat(folder()).isDirectoryNotContaining(path -> Files.isRegularFile(path));
  }

  private static String yardRoute(Path from, Path done) {
    return folderRoute(from, done).replace("sitedrop:scans", "sitedrop:yard");
  }

  private JsonNode health() {
    return web.getForObject("/actuator/health/source/yard", JsonNode.class);
  }

  private void awaitHealth(String status, String detail, String words) {
    await()
        .untilAsserted(
            () -> {
              assertThat(health().path("status").asText()).isEqualTo(status);
              assertThat(health().at("/details/" + detail).asText()).contains(words);
            });
  }

  private void awaitOnHomePage(String... words) {
    await().untilAsserted(() -> assertThat(web.getForObject("/", String.class)).contains(words));
  }

  @Test
  void howItStandsIsToldByItsHealthTheMetricsAndTheHomePage() throws Exception {
    Path from = home.toAbsolutePath().resolve("from3");
    run(yardRoute(from, home.toAbsolutePath().resolve("done3")));
    assertThat(health().path("status").asText()).isEqualTo("UP");

    drop(from, "yard.jpg", Samples.jpeg(3000, 7101));
    awaitHealth("UP", "handedInAt", "20");
    awaitOnHomePage("yard", "last handed in at");

    drop(from, "words.txt", "only words".getBytes());
    awaitHealth("UP", "refusal", "no picture");

    doThrow(new DataAccessResourceFailureException("the database is away"))
        .when(ledger)
        .open(any(), any());
    drop(from, "dusk.jpg", Samples.jpeg(3000, 7102));
    awaitHealth("DEGRADED", "problem", "the database is away");
    reset(ledger);
    await().until(() -> health().at("/details/problem").isMissingNode());

    camel.getRouteController().stopRoute("intake-own");
    awaitHealth("DOWN", "problem", "its route intake-own does not run");
    awaitOnHomePage("its route intake-own does not run");
    assertThat(List.of("accepted", "refused", "failed"))
        .allSatisfy(
            outcome ->
                assertThat(
                        meters
                            .get("sitedrop.hand.ins")
                            .tags("source", "yard", "outcome", outcome)
                            .counter()
                            .count())
                    .isPositive());
  }

  private static List<String> linesOf(CapturedOutput output, String words) {
    return output.getAll().lines().filter(line -> line.contains(words)).toList();
  }

  @Test
  void aRunThatFailsIsToldInOneLine(CapturedOutput output) throws IOException {
    Path from = home.toAbsolutePath().resolve("from5");
    drop(from, "broken.jpg", Samples.jpeg(3000, 7201));
    run(
        folderRoute(from, home.toAbsolutePath().resolve("done5"))
            .replace("sitedrop:scans", "http://127.0.0.1:1/camera")
            .replace("project: \"42\"", "password: canary"));

    await().until(() -> linesOf(output, "The route intake-own has failed").size() > 1);
    assertThat(linesOf(output, "The route intake-own has failed"))
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("ERROR")
                    .contains(" at or after the step to http://127.0.0.1:1/camera: ")
                    .contains("Connection refused")
                    .doesNotContain("canary"));
    assertThat(linesOf(output, "broken.jpg")).isEmpty();
    assertThat(linesOf(output, "Connection refused"))
        .allMatch(line -> line.contains("The route intake-own has failed"));
    assertThat(output.getAll()).doesNotContain("\tat org.apache.camel");
  }

  @Test
  void aSourceWhoseRouteFailsBeforeItHandsInIsToldWithoutASecret(CapturedOutput output)
      throws IOException {
    Path from = home.toAbsolutePath().resolve("from7");
    drop(from, "stuck.jpg", Samples.jpeg(3000, 7301));
    run(
        folderRoute(from, home.toAbsolutePath().resolve("done7"))
            .replace("sitedrop:scans", "sitedrop:stuck")
            .replace(
                "steps:\n",
                "steps:\n        - to:\n            uri: http://ann:canary@127.0.0.1:1/camera\n"));

    await()
        .untilAsserted(
            () ->
                assertThat(own.all().get("stuck").problem())
                    .contains("its route intake-own fails: "));
    assertThat(own.all().get("stuck").failingSince()).isNotNull();
    assertThat(output.getAll()).contains("127.0.0.1:1/camera").doesNotContain("canary");
  }

  @Test
  void whatCannotBeReadIsToldInOneLine(CapturedOutput output) throws IOException {
    run(folderRoute(home.toAbsolutePath().resolve("from6"), home.toAbsolutePath()));

    ((DefaultConsumer) camel.getRoute("intake-own").getConsumer())
        .getExceptionHandler()
        .handleException("Failed polling", new IOException("the disk is away"));

    assertThat(linesOf(output, "the disk is away"))
        .singleElement()
        .asString()
        .contains("ERROR The route intake-own has failed where it reads from file:", "/from6: the");
    assertThat(output.getAll()).doesNotContain("\tat org.apache.camel");
  }

  @Test
  void aSourceWhoseFileIsGoneIsToldOfNoMore() throws Exception {
    Path from = home.toAbsolutePath().resolve("from4");
    run(yardRoute(from, home.toAbsolutePath().resolve("done4")));
    assertThat(health().has("status")).isTrue();

    removeSource();

    assertThat(web.getForEntity("/actuator/health/source/yard", String.class).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void whatCanNeverBeDeliveredLiesThereWithItsReasonAndTheRouteIsTold() throws IOException {
    Exchange done = handIn(DOOR, "only words", Map.of(Exchange.FILE_NAME, "notes.txt"));

    assertThat(done.getMessage().getHeader("SiteDropOutcome")).isEqualTo("refused");
    assertThat(done.getMessage().getHeader("SiteDropReason", String.class)).contains("no picture");
    assertThat(folder().resolve(".failed/notes.txt")).hasContent("only words");
    assertThat(folder().resolve(".failed/notes.txt.reason.txt"))
        .content()
        .contains("no picture", "hand it in again by the route it came by");
    assertThat(new ApiClient(port).get("/api/refusals?text=notes.txt").path("refusals"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("reason"))
                  .hasToString("\"" + done.getMessage().getHeader("SiteDropReason") + "\"");
              assertThat(one.path("whereabouts").asText())
                  .isEqualTo(
                      "It is in " + folder().resolve(".failed") + ", with the reason beside it.");
            });
  }

  @Test
  void aRouteThatSaysNoProjectIsToldSoInItsOwnWords() throws IOException {
    Exchange done =
        handIn("sitedrop:scans", Samples.jpeg(3000, 7012), Map.of(Exchange.FILE_NAME, "lost.jpg"));

    String reason = done.getMessage().getHeader("SiteDropReason", String.class);
    assertThat(reason)
        .isEqualTo(
            "It is not said which project it is for. Set the header SiteDropProject, or the"
                + " parameter project.");
    assertThat(folder().resolve(".failed/lost.jpg.reason.txt")).content().contains(reason);
    assertThat(
            new ApiClient(port)
                .get("/api/refusals?text=lost.jpg")
                .path("refusals")
                .findValuesAsText("reason"))
        .containsExactly(reason);
  }

  @Test
  void aRouteMaySayProjectTargetAndFieldsOfEachFile() throws IOException {
    Exchange done =
        handIn(
            DOOR,
            Samples.jpeg(3000, 7002),
            Map.of(
                Exchange.FILE_NAME,
                "fall.jpg",
                "SiteDropProject",
                "77",
                "SiteDropTarget",
                "accident_logs",
                "SiteDropFields",
                Map.of("comments", "A pallet: fell", "time_hour", 9)));

    assertThat(done.getMessage().getHeader("SiteDropOutcome")).isEqualTo("accepted");
    awaitBelow(".delivered", "fall.jpg.receipt.json");
    assertThat(sandbox().accidentLogs(77))
        .singleElement()
        .satisfies(
            log -> {
              assertThat(log.path("comments").asText()).isEqualTo("A pallet: fell");
              assertThat(log.path("time_hour").asInt()).isEqualTo(9);
            });
  }

  @Test
  void aMistakeInWhatARouteSaysIsRefusedWithItsReason() throws IOException {
    Exchange target =
        handIn(
            DOOR,
            Samples.jpeg(3000, 7003),
            Map.of(Exchange.FILE_NAME, "wall.jpg", "SiteDropTarget", "plans"));
    Exchange field =
        handIn(
            DOOR,
            Samples.jpeg(3000, 7004),
            Map.of(Exchange.FILE_NAME, "roof.jpg", "SiteDropFields", "starred: perhaps"));

    assertThat(target.getMessage().getHeader("SiteDropReason", String.class))
        .contains("SiteDropTarget is 'plans'; it may be images or accident_logs");
    assertThat(field.getMessage().getHeader("SiteDropReason", String.class))
        .contains("roof.jpg.yaml", "starred");
  }

  @Test
  void aNameLeadsOutOfNoFolderAndIsWhatProcoreIsTold() throws IOException {
    handIn(
        DOOR,
        Samples.jpeg(3000, 7005),
        Map.of(Exchange.FILE_NAME, "../../../etc/cron.d/climb.jpg"));

    awaitBelow(".delivered", "climb.jpg.receipt.json");
    assertThat(home.toAbsolutePath().resolve("../etc")).doesNotExist();
    assertThatThrownBy(() -> handIn(DOOR, "x", Map.of(Exchange.FILE_NAME, "a/..")))
        .rootCause()
        .hasMessageContaining("names no file");
  }

  @Test
  void whatHasNoNameGoesBackToTheRoute() {
    assertThatThrownBy(() -> handIn(DOOR, "x", Map.of()))
        .rootCause()
        .hasMessage(
            "What is handed in to sitedrop:scans has no name. Set the header CamelFileName before");
  }

  @Test
  void filesOfOneNameAtOneTimeAreAllDeliveredByThatName() throws Exception {
    List<CompletableFuture<Exchange>> all =
        Stream.of(1, 2, 3, 4)
            .map(seed -> Samples.jpeg(4000, seed))
            .map(
                bytes ->
                    CompletableFuture.supplyAsync(
                        () -> handIn(DOOR, bytes, Map.of(Exchange.FILE_NAME, "same.jpg"))))
            .toList();
    for (CompletableFuture<Exchange> one : all) {
      assertThat(one.get().getMessage().getHeader("SiteDropOutcome")).isEqualTo("accepted");
    }

    await()
        .untilAsserted(
            () ->
                assertThat(below(folder().resolve(".delivered")))
                    .filteredOn(
                        path -> path.toString().matches(".*same( \\(\\d\\))*\\.jpg.receipt.json"))
                    .hasSize(4)
                    .allSatisfy(
                        receipt ->
                            assertThat(receipt).content().contains("\"name\" : \"same.jpg\"")));
  }

  @Test
  void theExampleOfThePageTakesWhatACameraShows() throws IOException {
    HttpServer camera =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] picture = Samples.jpeg(3000, 7006);
    camera.createContext(
        "/snapshot.jpg",
        exchange -> {
          exchange.getResponseHeaders().add("SiteDropProject", "666");
          exchange.sendResponseHeaders(200, picture.length);
          exchange.getResponseBody().write(picture);
          exchange.close();
        });
    camera.start();
    try {
      String example = DocumentationTest.example("docs/routes.md", "sitedrop:camera");
      run(
          example.replace(
              "http://camera.example", "http://127.0.0.1:" + camera.getAddress().getPort()));

      await()
          .untilAsserted(
              () ->
                  assertThat(below(folder().resolveSibling("camera").resolve(".delivered")))
                      .anyMatch(path -> path.toString().endsWith(".jpg.receipt.json")));
      assertThat(sandbox().images(666)).isEmpty();
    } finally {
      camera.stop(0);
    }
  }

  @Test
  void whatALostLedgerLeftIsSetAsideAndOldCopiesGo() throws IOException {
    Path left = home.toAbsolutePath().resolve("sources/left");
    Path unknown = left.resolve(".accepted/6a9f5699-4907-42c0-bd4a-9782b2a2bd33");
    Files.createDirectories(unknown);
    Files.writeString(unknown.resolve("old.jpg"), "bytes");
    Files.writeString(left.resolve("young.jpg"), "is being copied");
    Files.setLastModifiedTime(left.resolve("young.jpg"), FileTime.from(Instant.EPOCH));

    handIn(
        "sitedrop:left?project=42",
        Samples.jpeg(3000, 7007),
        Map.of(Exchange.FILE_NAME, "new.jpg"));

    assertThat(left.resolve(".failed/old.jpg")).hasContent("bytes");
    assertThat(left.resolve(".failed/old.jpg.reason.txt")).content().contains("hand it in again");
    assertThat(left.resolve("young.jpg")).exists();
  }
}
