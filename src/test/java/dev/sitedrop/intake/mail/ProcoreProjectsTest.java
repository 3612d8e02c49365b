package dev.sitedrop.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.intake.RefusedDrop;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcoreProjectsTest {
  private static final String LIST =
      "[{\"id\":900,\"project_number\":\"12-A\",\"name\":\"North Tower\"},"
          + "{\"id\":901,\"project_number\":\"900\",\"name\":\"South Tower\"},"
          + "{\"id\":902,\"project_number\":null,\"name\":\"Twin\"},"
          + "{\"id\":903,\"project_number\":\"7\",\"name\":\"twin\"}]";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean down;
  private Instant now = Instant.parse("2026-05-06T10:00:00Z");
  private ProcoreProjects projects;

  @BeforeEach
  void start() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:find-projects")
                .process(
                    exchange -> {
                      asked.incrementAndGet();
                      if (down) {
                        throw new IllegalStateException("no connection");
                      }
                      JsonNode list = new ObjectMapper().readTree(LIST);
                      exchange.getMessage().setBody(list, JsonNode.class);
                    });
          }
        });
    camel.start();
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now;
          }
        };
    projects = new ProcoreProjects(camel.createProducerTemplate(), clock, "here");
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "900, 900",
    "7, 903",
    "12-a, 900",
    "12a, 900",
    "north tower, 900",
    "North-Tower, 900",
    "55555, 55555",
  })
  void aProjectIsFoundByIdNumberOrName(String said, String id) throws IOException {
    assertThat(projects.idOf(said)).contains(id);
  }

  @Test
  void aNameThatTwoProjectsBearIsRefused() {
    assertThatThrownBy(() -> projects.idOf("twin"))
        .isInstanceOf(RefusedDrop.class)
        .hasMessageContaining("Several projects are called 'twin'");
  }

  @Test
  void theListIsAskedForOnceAndForANewNameOnceAMinute() throws IOException {
    projects.idOf("900");
    projects.idOf("North Tower");
    assertThat(projects.idOf("nowhere")).isEmpty();
    assertThat(asked).hasValue(1);

    now = now.plus(Duration.ofMinutes(2));
    projects.idOf("North Tower");
    assertThat(asked).hasValue(1);
    assertThat(projects.idOf("nowhere")).isEmpty();
    assertThat(asked).hasValue(2);
  }

  @Test
  void whileProcoreCannotBeAskedAMailWaits() throws IOException {
    down = true;

    assertThatThrownBy(() -> projects.idOf("900"))
        .isInstanceOf(IOException.class)
        .hasMessage("Procore cannot be asked for its projects: no connection");
    assertThatThrownBy(() -> projects.idOf("901")).isInstanceOf(IOException.class);
    assertThat(asked).as("those who come right after are told the same").hasValue(1);

    down = false;
    now = now.plus(Duration.ofSeconds(10));
    assertThat(projects.idOf("900")).contains("900");
  }
}
