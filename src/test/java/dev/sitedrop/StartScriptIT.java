package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.component.kamelet.KameletComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The start script, as the README tells to use it. */
class StartScriptIT {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path folder;

  @Test
  @Needs(Need.LINUX)
  void startsWithTheClassesThatItsFirstStartWroteDown() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), JAVA_HOME);

    try (JarProcess first = installed.start(folder.resolve("first")).awaitReady()) {
      assertThat(first.home().resolve("inbox")).isDirectory();
      assertThat(first.output()).doesNotContain("warning");
    }
    try (JarProcess second = installed.start(folder.resolve("second")).awaitReady()) {
      assertThat(second.output()).doesNotContain("warning");
      assertThat(mapped(second)).contains("/fast-start/");
    }
    try (JarProcess third = startWithLib(installed, folder.resolve("third"))) {
      await().until(() -> third.output().contains("Delivered tower.jpg"));
      assertThat(third.output()).doesNotContain("warning");
      assertThat(mapped(third)).contains("/fast-start/");
    }
  }

  @Test
  @Needs(Need.LINUX)
  void startsTheJarAsItIsWhereNothingCanBeWritten() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), JAVA_HOME);
    Files.createFile(folder.resolve("opt/fast-start"));
    FileSystemUtils.copyRecursively(Path.of("routes"), folder.resolve("opt/routes"));

    // as where nothing is set: none are in the folder that it is started in
    Map<String, String> unsaid = Map.of("SITEDROP_ROUTES", "./routes");
    try (JarProcess process = installed.start(folder.resolve("work"), unsaid).awaitReady()) {
      assertThat(mapped(process)).doesNotContain("/fast-start/");
    }
    try (JarProcess process = startWithLib(installed, folder.resolve("lib"))) {
      await().until(() -> process.output().contains("Delivered tower.jpg"));
    }
  }

  /** With a component that the jar does not bring along, from the class path of the tests. */
  private JarProcess startWithLib(Installation installed, Path work) throws Exception {
    Path jar =
        Path.of(KameletComponent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.createDirectories(installed.folder().resolve("lib"));
    Files.copy(jar, installed.folder().resolve("lib/camel-kamelet.jar"));
    return installed
        .start(work, Map.of("SITEDROP_ROUTES", routesWithKamelet().toString()))
        .awaitReady();
  }

  private static Path routesWithKamelet() throws IOException {
    Path routes = RoutesCopy.create();
    Files.writeString(
        routes.resolve("templates/kept.camel.yaml"),
        """
        - routeTemplate:
            id: kept-file
            parameters:
              - name: file
                required: true
            from:
              uri: timer:once?repeatCount=1&delay=0
              steps:
                - setHeader:
                    name: CamelFileName
                    expression:
                      constant:
                        expression: tower.jpg
                - setBody:
                    expression:
                      simple:
                        expression: "{{file}}"
                        resultType: java.io.File
                - to:
                    uri: kamelet:sink
        """);
    Files.writeString(
        routes.resolve("sources/kept.camel.yaml"),
        """
        - route:
            id: intake-kept
            from:
              uri: kamelet:kept-file?file=%s
              steps:
                - to:
                    uri: sitedrop:kept?project=42
        """
            .formatted(Samples.file("crane.jpg").toAbsolutePath()));
    return routes;
  }

  @Test
  void preparesWithNothingOfTheUsers() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), playedJava("exec true"));
    Path work = Files.createDirectories(folder.resolve("work/config")).getParent();
    Files.writeString(work.resolve("config/application.yaml"), "delivery: {workers: 3}");
    Map<String, String> said =
        Map.of(
            "SITEDROP_JAVA", "-Xmx200m -Dspring.datasource.url=jdbc:canary",
            "SPRING_CONFIG_LOCATION", "canary",
            "SPRING_DATASOURCE_URL", "jdbc:canary",
            "PROCORE_COMPANIES_NORTH_CLIENT_ID", "canary",
            "DELIVERY_WORKERS", "canary",
            "spring.datasource.url", "jdbc:canary",
            "JAVA_TOOL_OPTIONS", "-Dcanary",
            "JDK_JAVA_OPTIONS", "-Dcanary");

    try (JarProcess process = installed.start(work, said)) {
      assertThat(process.awaitExit()).isZero();
      assertThat(process.output()).contains("played: started");
    }

    assertThat(Files.readString(folder.resolve("rehearsed.txt")))
        .contains("-Xmx200m", "SITEDROP_HOME=", "files: routes\n")
        .doesNotContain("canary");
  }

  @Test
  void whoIsEndedWhileItPreparesOrWasKilledKeepsNobodyFromPreparing() throws Exception {
    Path java = playedJava("echo > '" + folder + "/rehearsing'; exec sleep 120");
    Installation installed = Installation.in(folder.resolve("opt"), java);
    Path prepared = installed.folder().resolve("fast-start");
    try (JarProcess process = installed.start(folder.resolve("first"))) {
      await().until(() -> Files.exists(folder.resolve("rehearsing")));
      ProcessHandle.of(process.pid()).orElseThrow().destroy();
      assertThat(process.awaitExit()).isEqualTo(143);
    }
    assertThat(names(prepared)).noneMatch(name -> name.endsWith(".lock"));

    String name = names(prepared).stream().filter(one -> !one.endsWith(".txt")).findAny().get();
    Path left = Files.createDirectory(prepared.resolve(name + ".lock"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofMinutes(20))));
    playedJava("exec true");
    try (JarProcess process = installed.start(folder.resolve("second"))) {
      assertThat(process.awaitExit()).isZero();
    }
    assertThat(left).doesNotExist();
    assertThat(prepared.resolve(name + "/classes")).exists();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(one -> one.getFileName().toString()).toList();
    }
  }

  /**
   * What the script takes for Java, so that its own part is looked at within a moment.
   *
   * @param rehearsal what is done when a start is to be rehearsed
   */
  private Path playedJava(String rehearsal) throws IOException {
    Path java = Files.createDirectories(folder.resolve("played/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case "$*" in
          -version) echo 'openjdk version "17.0.1"' >&2 ;;
          *jarmode*) mkdir -p "$(dirname "$PWD")" ;;
          *context.exit*)
            { echo "$*"; env; echo "files: $(ls -A)"; } > '%s/rehearsed.txt'
            for one in "$@"; do
              case $one in -XX:ArchiveClassesAtExit=*) touch "${one#*=}" ;; esac
            done
            %s ;;
          *) echo 'played: started' ;;
        esac
        """
            .formatted(folder, rehearsal));
    java.toFile().setExecutable(true);
    return folder.resolve("played");
  }

  /** As {@code run} finds them. */
  @Test
  @Needs(Need.LINUX)
  void writesSourceFilesIntoTheRoutesBesideItWhereverItIsStarted() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), JAVA_HOME);
    FileSystemUtils.copyRecursively(Path.of("routes"), folder.resolve("opt/routes"));
    String script = installed.folder().resolve("bin/sitedrop").toString();
    String answers = "\\n\\ny\\n\\n/srv/scans\\n42\\n\\nn\\nn\\n";

    try (JarProcess process =
        JarProcess.startCommand(
            folder.resolve("work"),
            List.of("sh", "-c", "printf '" + answers + "' | sh '" + script + "' init"),
            Map.of("SITEDROP_ROUTES", "", "JAVA_HOME", JAVA_HOME.toString()))) {
      assertThat(process.awaitExit()).as(process.output()).isZero();
    }

    assertThat(folder.resolve("opt/routes/sources/scanner.camel.yaml"))
        .content()
        .contains("/srv/scans");
  }

  @Test
  void saysWhatIsMissingWhenThereIsNoJava() throws Exception {
    Installation installed = Installation.in(folder.resolve("opt"), folder.resolve("no-java"));

    try (JarProcess process = installed.start(folder.resolve("work"))) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.output()).contains("There is no Java here").contains("no-java/bin/java");
    }
  }

  /** The files that a process has in its memory. */
  private static String mapped(JarProcess process) throws IOException {
    return Files.readString(Path.of("/proc/" + process.pid() + "/maps"));
  }
}
