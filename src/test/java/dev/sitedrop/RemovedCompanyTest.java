package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A company that is taken out of the settings while files wait for it. */
class RemovedCompanyTest {
  private final SandboxServer north = SandboxServer.start("north", 7);
  private final Path home = Path.of("target/homes/" + UUID.randomUUID()).toAbsolutePath();

  @AfterEach
  void stop() {
    north.close();
  }

  private ConfigurableApplicationContext start(Path routes, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--logging.file.name=",
                "--sitedrop.home=" + home,
                "--sitedrop.routes=" + routes,
                "--procore.companies.north.client-id=north-client",
                "--procore.companies.north.client-secret=north-secret",
                "--procore.companies.north.company-id=7",
                "--procore.companies.north.api-url=" + north.origin(),
                "--procore.companies.north.login-url=" + north.origin()));
    arguments.addAll(List.of(more));
    return new SpringApplicationBuilder(SiteDrop.class).run(arguments.toArray(String[]::new));
  }

  @Test
  void whatWaitsForItIsSetAsideWithTheReasonAndNotSentElsewhere() throws IOException {
    String away = "http://127.0.0.1:" + JarProcess.freePort();
    Path routes = CompanySources.copyFor("north", "south");
    Inbox south = new Inbox(home.resolve("south"));
    try (ConfigurableApplicationContext both =
        start(
            routes,
            "--procore.companies.south.client-id=id",
            "--procore.companies.south.client-secret=secret",
            "--procore.companies.south.company-id=8",
            "--procore.companies.south.api-url=" + away,
            "--procore.companies.south.login-url=" + away)) {
      assertThat(both.isRunning()).isTrue();
      south.drop("42/images/crane.jpg", Samples.bytes("crane.jpg"));
      await()
          .until(
              () ->
                  south.unsettled().stream()
                      .anyMatch(file -> file.toString().contains("/.accepted/")));
    }
    Files.delete(routes.resolve("sources/south.camel.yaml"));

    try (ConfigurableApplicationContext one = start(routes)) {
      assertThat(one.isRunning()).isTrue();
      assertThat(south.reason("42/images", "crane.jpg"))
          .contains("It was accepted for " + away + ", company 8, and SiteDrop delivers to")
          .contains(north.origin() + ", company 7 now");
    }
    assertThat(north.view().counts().path("image_count").asInt()).isZero();
  }
}
