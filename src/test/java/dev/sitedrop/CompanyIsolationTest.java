package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Four companies in trouble at once, each in another kind, and one that is well. */
@SiteDropTest
@ExtendWith(OutputCaptureExtension.class)
class CompanyIsolationTest {
  private static final SandboxServer LIMITED = SandboxServer.start("limited", 1);
  private static final SandboxServer REVOKED = SandboxServer.start("revoked", 2);
  private static final SandboxServer WELL = SandboxServer.start("well", 3);

  /** Takes connections, and never answers. */
  private static final ServerSocket DEAF = deaf();

  private static final int WAITING = 500;

  @Autowired private JdbcClient jdbc;

  @Value("${sitedrop.home}")
  private Path home;

  private static ServerSocket deaf() {
    try {
      return new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Path routes = CompanySources.copyFor("limited", "revoked", "deaf", "away", "well");
    registry.add("sitedrop.routes", routes::toString);
    LIMITED.register(registry, 1);
    REVOKED.register(registry, 2);
    WELL.register(registry, 3);
    registry.add("procore.companies.revoked.client-secret", () -> "taken away");
    at(registry, "deaf", DEAF.getLocalPort(), 4);
    at(registry, "away", JarProcess.freePort(), 5);
    LIMITED.faults().refuse(".*/rest/.*", 1_000_000, 429, Map.of("Retry-After", "3600"), "");
    registry.add("procore.response-timeout", () -> "20s");
  }

  private static void at(DynamicPropertyRegistry registry, String company, int port, int id) {
    String prefix = "procore.companies." + company + ".";
    registry.add(prefix + "client-id", () -> "id");
    registry.add(prefix + "client-secret", () -> "secret");
    registry.add(prefix + "company-id", () -> id);
    registry.add(prefix + "api-url", () -> "http://127.0.0.1:" + port);
    registry.add(prefix + "login-url", () -> "http://127.0.0.1:" + port);
  }

  @AfterAll
  static void stop() throws IOException {
    DEAF.close();
    LIMITED.close();
    REVOKED.close();
    WELL.close();
  }

  private void drop(String company, int seed) {
    Inbox inbox = new Inbox(home.resolve(company));
    for (int i = 0; i < WAITING; i++) {
      inbox.drop("42/images/" + i + ".jpg", Samples.jpeg(600, seed + i));
    }
  }

  private int waitingFor(String company) {
    return jdbc.sql("select count(*) from scheduled_tasks where lane = ?")
        .param(company)
        .query(Integer.class)
        .single();
  }

  @Test
  void whatHoldsUpOneCompanyIsNothingToAnother(CapturedOutput output) {
    int seed = 0;
    for (String company : new String[] {"limited", "revoked", "deaf", "away"}) {
      drop(company, ++seed * 10_000);
    }
    for (String company : new String[] {"limited", "revoked", "deaf", "away"}) {
      await()
          .atMost(Duration.ofMinutes(3))
          .untilAsserted(() -> assertThat(waitingFor(company)).as(company).isEqualTo(WAITING));
    }

    Inbox well = new Inbox(home.resolve("well"));
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      well.drop("42/images/photo-" + i + ".jpg", Samples.jpeg(3000, i));
    }
    for (int i = 0; i < 20; i++) {
      JsonNode receipt = well.receipt("42/images", "photo-" + i + ".jpg");
      assertThat(receipt.at("/procore/destination").asText()).endsWith(", company 3");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(WELL.view().counts().path("image_count").asInt()).isEqualTo(20);
    assertThat(LIMITED.view().counts().path("image_count").asInt()).isZero();
    assertThat(output)
        .contains("Procore (limited) asked us to pause until")
        .contains("(revoked). What is for that company waits; the others go on")
        .contains("PROCORE_COMPANIES_REVOKED_CLIENT_SECRET")
        .doesNotContain("taken away");
  }
}
