package dev.sitedrop.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.intake.rule.Rule;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The fields that a rule gives, as Procore wants them. */
@Component
class RuledFields {
  private static final String ALBUM = "image_category_id";

  private final PerCompany<Albums> albums;

  RuledFields(ProducerTemplate template, Clock clock) {
    this.albums = new PerCompany<>(destination -> new Albums(template, clock, destination));
  }

  /**
   * Those that the target has. An album may be given by name; what its sender says goes before it,
   * and spares the question.
   *
   * @throws RefusedDrop if the project has no album of this name
   * @throws IOException if Procore cannot be asked now
   */
  ObjectNode of(
      Optional<Rule> rule, Sidecar sidecar, String destination, long project, Target target)
      throws IOException {
    if (rule.isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    ObjectNode fields = rule.get().fields(target);
    if (fields.path(ALBUM).isTextual() && !sidecar.fields().has(ALBUM)) {
      String name = fields.path(ALBUM).asText();
      Optional<Long> id = albums.at(destination).idOf(project, name);
      if (id.isEmpty()) {
        throw new RefusedDrop(
            String.format(
                "It is for the album '%s' (rule %d), and project %d shows no album of this name."
                    + " Make it in Procore, then put it back.",
                name, rule.get().number(), project));
      }
      fields.put(ALBUM, id.get());
    }
    return fields;
  }
}
