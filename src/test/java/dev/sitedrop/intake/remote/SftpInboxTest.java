package dev.sitedrop.intake.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sitedrop.CuttingProxy;
import dev.sitedrop.Samples;
import dev.sitedrop.SftpServer;
import dev.sitedrop.intake.Destinations;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IncomingFile;
import dev.sitedrop.intake.KnownArrivals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The component against a real server; what it hands in is taken away, as the intake would. */
@ExtendWith(OutputCaptureExtension.class)
class SftpInboxTest {
  @TempDir private Path folder;
  @TempDir private Path own;

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Queue<IncomingDrop> handedIn = new ConcurrentLinkedQueue<>();
  private SftpServer server;
  private Path knownHosts;

  @BeforeEach
  void serve() throws IOException {
    server = new SftpServer(folder);
    knownHosts = server.knownHosts(own.resolve("known_hosts"));
    Files.createDirectories(folder.resolve("in"));
  }

  @AfterEach
  void stop() {
    camel.stop();
    server.close();
  }

  private void watch(String parameters) throws Exception {
    watch(server.port(), SftpServer.PASSWORD, parameters, this::take);
  }

  private void watch(int port, String password, String parameters, Processor then)
      throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            String quick =
                Stream.of("settleTime=300ms", "sidecarGrace=300ms", "incompleteGrace=3s")
                    .filter(one -> !parameters.contains(one.substring(0, one.indexOf('='))))
                    .collect(Collectors.joining("&"));
            from("sftp-inbox:test?host=127.0.0.1&directory=in&delay=100&lackingGrace=1s&"
                    + quick
                    + "&user="
                    + SftpServer.USER
                    + "&password=RAW("
                    + password
                    + ")&knownHosts=RAW("
                    + knownHosts
                    + ")&port="
                    + port
                    + parameters)
                .process(then);
          }
        });
    camel.getRegistry().bind("destinations", (Destinations) company -> "here");
    camel.start();
  }

  private void take(Exchange exchange) throws IOException {
    IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
    read(drop);
    Files.delete(server.path("in").resolve(drop.name()));
    handedIn.add(drop);
  }

  private static byte[] read(IncomingDrop drop) throws IOException {
    try (InputStream in = drop.files().get(0).content().open()) {
      return in.readAllBytes();
    }
  }

  private IncomingDrop next() {
    return await().atMost(Duration.ofSeconds(30)).until(handedIn::poll, Objects::nonNull);
  }

  @Test
  void theFoldersSayProjectAndTargetAndTheBytesAreWhole() throws Exception {
    byte[] content = Samples.jpeg(3_000_000, 1);
    server.put("in/7/images/site A/photo.jpg", content);
    Queue<byte[]> read = new ConcurrentLinkedQueue<>();
    watch(
        server.port(),
        SftpServer.PASSWORD,
        "",
        exchange -> {
          read.add(read(exchange.getMessage().getBody(IncomingDrop.class)));
          take(exchange);
        });

    IncomingDrop drop = next();

    assertThat(drop.project()).isEqualTo("7");
    assertThat(drop.name()).isEqualTo("7/images/site A/photo.jpg");
    assertThat(drop.origin()).contains(server.name()).doesNotContain("canary");
    assertThat(read.peek()).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with spaces .jpg",
        "Übersicht größe 写真 🏗.jpg",
        "semi;colon.jpg",
        "back\\slash.jpg",
        "hash#percent%20&plus+.jpg",
        "-dash.jpg",
        "quote'\"`$(x).jpg",
        "a..%2f..jpg",
        "new\nline.jpg",
      })
  void anyNameComesAsItIs(String name) throws Exception {
    server.put("in/7/images/" + name, Samples.jpeg(500, 1));
    watch("");

    assertThat(next().files()).extracting(IncomingFile::name).containsExactly(name);
  }

  private static final Consumer<Map<String, Object>> AS_IT_IS = said -> {};
  private static final Consumer<Map<String, Object>> NO_TYPE =
      said -> said.keySet().removeAll(Set.of("isRegularFile", "isDirectory", "isSymbolicLink"));
  private static final Consumer<Map<String, Object>> NO_MODE =
      NO_TYPE.andThen(said -> said.remove("permissions"));
  private static final Consumer<Map<String, Object>> NO_TIMES =
      said -> said.keySet().removeAll(Set.of("lastModifiedTime", "lastAccessTime", "creationTime"));
  private static final Consumer<Map<String, Object>> NO_SIZE = said -> said.remove("size");
  private static final Consumer<Map<String, Object>> NO_BYTES =
      said -> said.computeIfPresent("size", (key, size) -> 0L);
  private static final Consumer<Map<String, Object>> NOW =
      said -> said.put("lastModifiedTime", FileTime.from(Instant.now()));
  private static final Consumer<Map<String, Object>> BY_THE_MINUTE =
      said ->
          said.computeIfPresent(
              "lastModifiedTime",
              (key, time) ->
                  FileTime.from(((FileTime) time).toInstant().truncatedTo(ChronoUnit.MINUTES)));

  static Stream<Arguments> attributes() {
    return Stream.of(
        arguments("no type, which the long name tells", NO_TYPE, NO_TYPE, null),
        arguments("no type at all", NO_TYPE, NO_TYPE, "photo"),
        arguments("no permissions", NO_MODE, NO_MODE, null),
        arguments("no permissions, and nothing tells the type", NO_MODE, NO_MODE, "photo"),
        arguments("no times", NO_TIMES, NO_TIMES, null),
        arguments("a listing without sizes", NO_SIZE, AS_IT_IS, null),
        arguments("a listing of files without a byte", NO_BYTES, AS_IT_IS, null),
        arguments("a listing with the present time", NOW, AS_IT_IS, null),
        arguments("a listing with times by the minute", BY_THE_MINUTE, AS_IT_IS, null),
        arguments("nothing but sizes", NO_MODE.andThen(NO_TIMES), NO_MODE.andThen(NO_TIMES), "x"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attributes")
  void everyAttributeIsOptionalAndALookAtTheFileDecides(
      String said,
      Consumer<Map<String, Object>> listedAs,
      Consumer<Map<String, Object>> lookedAtAs,
      String longName)
      throws Exception {
    byte[] content = Samples.jpeg(5000, 1);
    for (String name : List.of("a.jpg", "b.jpg", "sub/c.jpg")) {
      server.put("in/7/images/" + name, content);
    }
    server.setAttributes(
        attributes -> {
          if (!said.contains("size") || Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            listedAs.accept(attributes);
          }
        },
        lookedAtAs);
    server.setLongName(longName);
    Queue<byte[]> read = new ConcurrentLinkedQueue<>();
    watch(
        server.port(),
        SftpServer.PASSWORD,
        "",
        exchange -> {
          read.add(read(exchange.getMessage().getBody(IncomingDrop.class)));
          take(exchange);
        });

    List<String> taken = Stream.of(next(), next(), next()).map(IncomingDrop::name).toList();

    assertThat(taken)
        .containsExactlyInAnyOrder("7/images/a.jpg", "7/images/b.jpg", "7/images/sub/c.jpg");
    assertThat(read).allMatch(bytes -> Arrays.equals(bytes, content));
  }

  @Test
  void aFileOfUnknownSizeIsToldAndHoldsBackNoOther(CapturedOutput output) throws Exception {
    server.put("in/7/images/sizeless.jpg", Samples.jpeg(5000, 1));
    Consumer<Map<String, Object>> noSizeOfOne =
        said -> said.computeIfPresent("size", (key, size) -> size.equals(5000L) ? null : size);
    server.put("in/7/images/other.jpg", Samples.jpeg(6000, 1));
    server.setAttributes(noSizeOfOne, noSizeOfOne);
    watch("");

    assertThat(next().name()).isEqualTo("7/images/other.jpg");
    assertThat(output.getOut())
        .contains("the server does not say what /in/7/images/sizeless.jpg is (no size)");
  }

  @Test
  void whatNeverSettlesIsToldOnceWithWhatWasSeen(CapturedOutput output) throws Exception {
    server.put("in/7/images/restless.jpg", Samples.jpeg(5000, 1));
    server.setAttributes(NOW, NOW);
    watch("&settleTime=3s&sidecarGrace=3s");

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> output.getOut().contains("Not taken yet: /in/7/images/restless.jpg"));

    assertThat(output.getOut())
        .contains("has 5000 bytes at each look, but another time of change")
        .containsOnlyOnce("Not taken yet");
    assertThat(handedIn).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/b.jpg", "..", "x/"})
  void aNameThatIsAPathIsLeftAloneWithAWarning(String name, CapturedOutput output)
      throws Exception {
    server.put("secret.jpg", Samples.jpeg(500, 1));
    server.put("in/photo.jpg", Samples.jpeg(500, 1));
    server.setEvilName(name);
    watch("&project=7");

    if (!name.equals("..")) {
      await()
          .untilAsserted(
              () -> assertThat(output.getOut()).contains("Left alone").contains("'" + name + "'"));
    }
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(() -> handedIn.isEmpty() && server.opened() == 0);
  }

  @Test
  void aFileThatStillGrowsOrIsCalledPartIsNotTaken() throws Exception {
    server.put("in/7/images/b.jpg.part", Samples.jpeg(500, 1));
    server.put("in/7/images/c.jpg.filepart", Samples.jpeg(500, 1));
    watch("&settleTime=2s&incompleteGrace=2s");
    Path growing = server.path("in/7/images/growing.txt");

    for (int i = 1; i <= 4; i++) {
      Files.write(growing, new byte[i * 1000]);
      await().pollDelay(Duration.ofMillis(800)).until(() -> true);
      assertThat(handedIn).isEmpty();
    }

    assertThat(next().files().get(0).size()).isEqualTo(4000);
    await().during(Duration.ofSeconds(3)).until(handedIn::isEmpty);
  }

  @Test
  void aPictureWithoutItsEndWaitsLonger() throws Exception {
    watch("&incompleteGrace=60s");
    byte[] whole = Samples.jpeg(5000, 3);
    server.put("in/7/images/half.jpg", java.util.Arrays.copyOf(whole, 2500));

    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    server.put("in/7/images/half.jpg", whole);

    assertThat(next().files().get(0).size()).isEqualTo(5000);
  }

  @Test
  void aSidecarGoesWithItsFile() throws Exception {
    server.put("in/7/images/a.jpg", Samples.jpeg(500, 1));
    server.put("in/7/images/a.jpg.yaml", "description: x".getBytes());
    watch("");

    assertThat(next().sidecars()).extracting(IncomingFile::name).containsExactly("a.jpg.yaml");
  }

  @Test
  void theJsonThatTakeoutWroteGoesWithItsPhoto() throws Exception {
    String takeout = "{\"title\":\"x.jpg\",\"photoTakenTime\":{\"timestamp\":\"1646366767\"}}";
    server.put("in/7/images/x.jpg.supplemental-meta(1).json", takeout.getBytes());
    server.put("in/7/images/x(1).jpg", Samples.jpeg(500, 1));
    watch("");

    IncomingDrop drop = next();

    assertThat(drop.name()).isEqualTo("7/images/x(1).jpg");
    assertThat(drop.sidecars())
        .extracting(IncomingFile::name)
        .containsExactly("x.jpg.supplemental-meta(1).json");
  }

  @Test
  void includeExcludeAndRecursiveDecideWhatIsTaken() throws Exception {
    server.put("in/7/images/a.JPG", Samples.jpeg(500, 1));
    server.put("in/7/images/a-draft.jpg", Samples.jpeg(500, 2));
    server.put("in/7/images/b.png", Samples.jpeg(500, 3));
    server.put("in/7/images/below/c.jpg", Samples.jpeg(500, 4));
    server.put("in/8/images/d.jpg", Samples.jpeg(500, 5));
    watch("&include=RAW(*.jpg,*.tiff)&exclude=RAW(*-draft.*, 8/**)&recursive=false");

    assertThat(next().name()).isEqualTo("7/images/a.JPG");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
  }

  @Test
  void linksAreNeverFollowedNotEvenInALoop() throws Exception {
    Path outside = Files.writeString(own.resolve("outside.jpg"), "secret");
    server.put("in/7/images/real.jpg", Samples.jpeg(500, 1));
    Files.createSymbolicLink(server.path("in/7/images/link.jpg"), outside);
    Files.createSymbolicLink(server.path("in/7/images/loop"), server.path("in"));
    watch("");

    assertThat(next().name()).isEqualTo("7/images/real.jpg");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
  }

  @Test
  void aFileThatVanishesHoldsBackNoOther() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server.put("in/7/images/a.txt", "a".getBytes());
    server.put("in/7/images/b.txt", "b".getBytes());
    watch(
        server.port(),
        SftpServer.PASSWORD,
        "",
        exchange -> {
          IncomingDrop drop = exchange.getMessage().getBody(IncomingDrop.class);
          if (drop.name().endsWith("a.txt") && asked.incrementAndGet() == 1) {
            Files.delete(server.path("in/7/images/a.txt"));
          }
          take(exchange);
        });

    assertThat(next().name()).endsWith("b.txt");
    await().during(Duration.ofSeconds(2)).until(handedIn::isEmpty);
    assertThat(asked.get()).isEqualTo(1);
  }

  @Test
  void aFileThatMayNotBeReadHoldsBackNoOther(CapturedOutput output) throws Exception {
    server.put("in/7/images/secret.txt", "a".getBytes());
    server.put("in/7/images/open.txt", "b".getBytes());
    server.setUnreadable("secret.txt");
    watch("");

    assertThat(next().name()).endsWith("open.txt");
    await().until(() -> output.getOut().contains("Waiting: /in/7/images/secret.txt"));
    assertThat(server.path("in/7/images/secret.txt")).exists();
    server.setUnreadable(null);
    assertThat(next().name()).endsWith("secret.txt");
  }

  @Test
  void aFolderThatMayNotBeListedHoldsBackNoOther() throws Exception {
    camel.getRegistry().bind("known", (KnownArrivals) id -> false);
    server.put("in/9/images/.accepted/" + UUID.randomUUID() + "/left.txt", "a".getBytes());
    server.put("in/7/images/open.txt", "b".getBytes());
    server.setUnreadable("9");
    watch("");

    assertThat(next().name()).endsWith("open.txt");
    server.setUnreadable(null);
    assertThat(next().name()).isEqualTo("9/images/left.txt");
  }

  @Test
  void tenThousandFilesAreHandedInOnceEachAndNoneIsLookedAtByItself() throws Exception {
    int files = 10_000;
    byte[] content = Samples.jpeg(50, 1);
    for (int i = 0; i < files; i++) {
      server.put("in/7/images/" + i + ".jpg", content);
    }
    watch("&incompleteGrace=300ms");

    await().atMost(Duration.ofMinutes(3)).until(() -> handedIn.size() >= files);

    assertThat(handedIn.stream().map(IncomingDrop::name).distinct()).hasSize(files);
    assertThat(handedIn).hasSize(files);
    assertThat(server.opened()).isEqualTo(files);
  }

  @RepeatedTest(3)
  void aConnectionThatIsCutAgainAndAgainStillBringsALargeFileOver(CapturedOutput output)
      throws Exception {
    byte[] content = Samples.jpeg(20_000_000, 5);
    server.put("in/7/images/large.jpg", content);
    try (CuttingProxy line = new CuttingProxy(server.port(), 6_000_000)) {
      knownHosts = server.knownHosts(own.resolve("known_hosts"), line.port());
      Queue<byte[]> read = new ConcurrentLinkedQueue<>();
      watch(
          line.port(),
          SftpServer.PASSWORD,
          "",
          exchange -> {
            read.add(read(exchange.getMessage().getBody(IncomingDrop.class)));
            line.cutAfter(0);
            take(exchange);
          });

      assertThat(next().name()).endsWith("large.jpg");

      assertThat(read).hasSize(1);
      assertThat(read.peek()).isEqualTo(content);
      assertThat(line.cuts()).isGreaterThanOrEqualTo(3);
      assertThat(output.getOut()).contains("is connected to sftp://ann@127.0.0.1:");
      assertThat(output.getOut()).doesNotContain("Waiting:");
    }
  }

  @Test
  void aServerThatIsRestartedIsTakenUpAgainAndToldOnce(CapturedOutput output) throws Exception {
    watch("");
    server.put("in/7/images/before.txt", "x".getBytes());
    assertThat(next().name()).endsWith("before.txt");

    server.stop();
    await().until(() -> output.getOut().contains("The source test cannot use " + server.name()));
    server.put("in/7/images/after.txt", "x".getBytes());
    await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    server.start();

    assertThat(next().name()).endsWith("after.txt");
    assertThat(output.getOut().lines().filter(line -> line.contains(" WARN "))).hasSize(1);
    assertThat(output.getOut())
        .contains("The source test is connected to " + server.name() + " again");
  }

  @Test
  void aHostKeyThatIsNotKnownIsRefusedWithWhatToDo(CapturedOutput output) throws Exception {
    Files.delete(knownHosts);
    watch("");

    await().until(() -> output.getOut().contains("its host key ecdsa-sha2-nistp256 SHA256:"));
    assertThat(output.getOut())
        .contains("is not in " + knownHosts + " (there is no such file)")
        .contains("ssh-keyscan -p " + server.port() + " 127.0.0.1 >> " + knownHosts);
    assertThat(server.logins()).isZero();
    assertThat(knownHosts).doesNotExist();
  }

  @Test
  void aHostKeyThatHasChangedIsRefusedAndNothingIsSaidToTheServer(CapturedOutput output)
      throws Exception {
    server.stop();
    server.changeHostKey();
    server.start();
    watch("");

    await().until(() -> output.getOut().contains("its host key has changed"));
    assertThat(output.getOut())
        .contains("ssh-keygen -R '[127.0.0.1]:" + server.port() + "' -f " + knownHosts);
    assertThat(server.logins()).isZero();
  }

  @Test
  void withoutHostKeyCheckingItIsSaidWhatThatMeans(CapturedOutput output) throws Exception {
    Files.delete(knownHosts);
    server.put("in/7/images/a.txt", "x".getBytes());
    watch("&strictHostKeyChecking=false");

    assertThat(next().name()).endsWith("a.txt");
    assertThat(output.getOut()).contains("takes any computer for " + server.name());
  }

  @Test
  void aWrongPasswordIsTriedOnceAMinuteAndNeverShown(CapturedOutput output) throws Exception {
    watch(server.port(), "wrong-canary", "", this::take);

    await().until(() -> output.getOut().contains("it refuses the login of ann with its password"));
    await().during(Duration.ofSeconds(8)).atMost(Duration.ofSeconds(10)).until(() -> true);
    assertThat(server.logins()).isLessThanOrEqualTo(2);
    assertThat(output.getAll()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&port=0 | port is '0'; it may be a whole number from 1 to 65535",
        "&port=ssh | port is 'ssh'",
        "&host=a;b | host is 'a;b'; it may be a name",
        "&after=keep | after is 'keep'; it may be move or delete",
        "&recursive=maybe | recursive is 'maybe'; it may be true or false",
        "&strictHostKeyChecking=no | strictHostKeyChecking is 'no'; it may be true or false",
        "&parallel=8 | parallel is 8; it may be 1 to 4",
        "&privateKey=/nowhere/key | privateKey is '/nowhere/key', which cannot be read",
        "&user= | has no user",
        "&password= | has no password and no privateKey",
      })
  void aMistakeIsNamed(String said) {
    String[] parts = said.split(" \\| ");

    String parameter = parts[0].substring(1, parts[0].indexOf('='));
    String uri =
        ("sftp-inbox:test?delay=100&host=h&directory=in&user=ann&password=canary&port=22")
                .replaceAll("&?" + parameter + "=[^&]*", "")
            + parts[0];
    assertThatThrownBy(() -> camel.getEndpoint(uri).createConsumer(exchange -> {}))
        .hasStackTraceContaining(parts[1])
        .satisfies(
            failure ->
                assertThat(org.assertj.core.util.Throwables.getStackTrace(failure))
                    .doesNotContain("canary"));
  }
}
