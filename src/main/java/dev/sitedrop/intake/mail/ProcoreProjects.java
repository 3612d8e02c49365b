package dev.sitedrop.intake.mail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.intake.LastFailure;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.mail.rule.ProjectNames;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/** A company's projects by id, number and name: asked for once, and again from time to time. */
class ProcoreProjects implements ProjectNames {
  private static final Duration HOLDS = Duration.ofHours(1);

  /** A project that is not known may be new; it is looked for no more often. */
  private static final Duration NEW_ONES = Duration.ofMinutes(1);

  private record Project(String id, String number, String name) {}

  private final ProducerTemplate template;
  private final Clock clock;
  private final LastFailure lastFailure = new LastFailure();
  private final String destination;
  private List<Project> projects = List.of();
  private Instant askedAt = Instant.MIN;

  ProcoreProjects(ProducerTemplate template, Clock clock, String destination) {
    this.destination = destination;
    this.template = template;
    this.clock = clock;
  }

  /**
   * A number is an id first, then a project number, and else an id that this account cannot see. A
   * name is compared by its letters and digits only, as it may stand in an address.
   */
  @Override
  public synchronized Optional<String> idOf(String said) throws IOException {
    if (isOlderThan(HOLDS)) {
      ask();
    }
    Optional<String> found = known(said);
    if (found.isEmpty() && isOlderThan(NEW_ONES)) {
      ask();
      found = known(said);
    }
    return found.or(() -> said.matches("[1-9]\\d{0,17}") ? Optional.of(said) : Optional.empty());
  }

  private Optional<String> known(String said) {
    return only(said, project -> project.id().equals(said))
        .or(() -> only(said, project -> project.number().equalsIgnoreCase(said)))
        .or(() -> only(said, project -> project.name().equalsIgnoreCase(said)))
        .or(() -> only(said, project -> isAlike(said, project)));
  }

  private static boolean isAlike(String said, Project project) {
    String letters = letters(said);
    boolean isName = !letters.isEmpty() && !said.matches("\\d+");
    return isName
        && (letters(project.number()).equals(letters) || letters(project.name()).equals(letters));
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private Optional<String> only(String said, Predicate<Project> condition) {
    List<Project> found = projects.stream().filter(condition).toList();
    if (found.size() > 1) {
      throw new RefusedDrop(
          "Several projects are called '"
              + Shown.of(said)
              + "'. Name it by the number in the address of its page in Procore.");
    }
    return found.stream().map(Project::id).findFirst();
  }

  private boolean isOlderThan(Duration age) {
    return askedAt.equals(Instant.MIN) || !clock.instant().isBefore(askedAt.plus(age));
  }

  private void ask() throws IOException {
    lastFailure.rethrowUntilAskedAgain(clock.instant());
    List<Project> found = new ArrayList<>();
    try {
      JsonNode all =
          template.requestBody(
              "direct:find-projects", Map.of("destination", destination), JsonNode.class);
      for (JsonNode project : all) {
        found.add(
            new Project(
                project.path("id").asText(),
                project.path("project_number").asText("").strip(),
                project.path("name").asText("").strip()));
      }
    } catch (CamelExecutionException e) {
      throw lastFailure.was(
          new IOException(
              "Procore cannot be asked for its projects: " + Shown.of(FailureText.of(e))),
          clock.instant());
    }
    projects = List.copyOf(found);
    askedAt = clock.instant();
  }
}
