package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** The albums of a company's projects by name: asked for once, and again from time to time. */
class Albums {
  private static final Duration HOLDS = Duration.ofHours(1);

  /** An album that is not known may be new; it is looked for no more often. */
  private static final Duration NEW_ONES = Duration.ofMinutes(1);

  /** So many projects have files at a time; of the others it is asked anew. */
  static final int MOST = 1_000;

  private record Asked(Map<String, Long> ids, Instant at) {}

  private final ProducerTemplate template;
  private final Clock clock;
  private final String destination;
  private final Map<Long, Asked> asked =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Asked> eldest) {
          return size() > MOST;
        }
      };
  private final LastFailure lastFailure = new LastFailure();

  Albums(ProducerTemplate template, Clock clock, String destination) {
    this.destination = destination;
    this.template = template;
    this.clock = clock;
  }

  /**
   * The id of an album, whose name is compared without regard to case; empty if the project shows
   * none of this name.
   *
   * @throws IOException if Procore cannot be asked now
   */
  synchronized Optional<Long> idOf(long project, String name) throws IOException {
    Asked before = asked.get(project);
    Instant now = clock.instant();
    String key = name.toLowerCase(Locale.ROOT);
    boolean isKnown = before != null && before.ids().containsKey(key);
    if (before == null || now.isAfter(before.at().plus(isKnown ? HOLDS : NEW_ONES))) {
      lastFailure.rethrowUntilAskedAgain(now);
      try {
        before = new Asked(ask(project), now);
      } catch (IOException e) {
        throw lastFailure.was(e, now);
      }
      asked.put(project, before);
    }
    return Optional.ofNullable(before.ids().get(key));
  }

  private Map<String, Long> ask(long project) throws IOException {
    Map<String, Long> ids = new HashMap<>();
    try {
      JsonNode albums =
          template.requestBody(
              "direct:find-albums",
              Map.of("destination", destination, "project", project),
              JsonNode.class);
      for (JsonNode album : albums) {
        ids.putIfAbsent(
            album.path("name").asText("").strip().toLowerCase(Locale.ROOT),
            album.path("id").asLong());
      }
      return ids;
    } catch (CamelExecutionException e) {
      throw new IOException(
          "Procore cannot be asked for the albums of project "
              + project
              + ": "
              + Shown.of(FailureText.of(e)));
    }
  }
}
