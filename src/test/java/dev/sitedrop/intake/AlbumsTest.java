package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlbumsTest {
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile int shown = 101;
  private volatile boolean down;
  private Instant now = Instant.parse("2026-05-06T10:00:00Z");
  private Albums albums;

  /** Albums are called {@code Album 1} and so on, and their ids begin with their project. */
  @BeforeEach
  void start() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:find-albums")
                .process(
                    exchange -> {
                      asked.incrementAndGet();
                      if (down) {
                        throw new IllegalStateException("no connection");
                      }
                      Map<?, ?> wanted = exchange.getMessage().getBody(Map.class);
                      exchange.getMessage().setBody(albums((long) wanted.get("project")));
                    });
          }
        });
    camel.start();
    InstantSource moving = () -> now;
    Clock clock = moving.withZone(ZoneOffset.UTC);
    albums = new Albums(camel.createProducerTemplate(), clock, "here");
  }

  private JsonNode albums(long project) {
    ArrayNode list = new ObjectMapper().createArrayNode();
    for (long i = 1; i <= shown; i++) {
      list.addObject().put("id", project * 1000 + i).put("name", "Album " + i);
    }
    return list;
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void anAlbumIsFoundByNameInItsProject() throws IOException {
    assertThat(albums.idOf(42, "album 3")).contains(42_003L);
    assertThat(albums.idOf(42, "Album 101")).contains(42_101L);
    assertThat(asked).hasValue(1);
    assertThat(albums.idOf(43, "Album 3")).contains(43_003L);
  }

  @Test
  void aNewNameIsAskedForOnceAMinute() throws IOException {
    shown = 1;
    assertThat(albums.idOf(42, "Album 2")).isEmpty();
    assertThat(albums.idOf(42, "Album 2")).isEmpty();
    assertThat(asked).hasValue(1);

    shown = 2;
    now = now.plus(Duration.ofMinutes(2));
    assertThat(albums.idOf(42, "Album 1")).contains(42_001L);
    assertThat(asked).hasValue(1);
    assertThat(albums.idOf(42, "Album 2")).contains(42_002L);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whileProcoreCannotBeAskedAFileWaits() throws IOException {
    down = true;

    assertThatThrownBy(() -> albums.idOf(42, "Album 1"))
        .isInstanceOf(IOException.class)
        .hasMessage("Procore cannot be asked for the albums of project 42: no connection");
    assertThatThrownBy(() -> albums.idOf(43, "Album 1")).isInstanceOf(IOException.class);
    assertThat(asked).as("those who come right after are told the same").hasValue(1);

    down = false;
    now = now.plus(Duration.ofSeconds(10));
    assertThat(albums.idOf(42, "Album 1")).isPresent();
  }

  @Test
  void theAlbumsOfTheProjectsThatWereAskedForLastAreRemembered() throws IOException {
    shown = 1;
    for (long project = 1; project <= Albums.MOST + 1; project++) {
      albums.idOf(project, "Album 1");
    }
    assertThat(asked).hasValue(Albums.MOST + 1);

    albums.idOf(Albums.MOST + 1, "Album 1");
    assertThat(asked).hasValue(Albums.MOST + 1);
    albums.idOf(1, "Album 1");
    assertThat(asked).hasValue(Albums.MOST + 2);
  }
}
