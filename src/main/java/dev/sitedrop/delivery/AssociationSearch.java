package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.ProcoreCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One search through Procore's lists for what an association may have made: page by page, until the
 * lists end or an upload's uuid is met.
 */
public final class AssociationSearch {
  private static final int PER_PAGE = 100;

  /** A clock of Procore's may be behind ours by this much. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Delivery delivery;
  private final List<JsonNode> alike = new ArrayList<>();
  private JsonNode certain;
  private int page = 1;
  private boolean finished;

  AssociationSearch(Delivery delivery) {
    this.delivery = delivery;
  }

  public boolean isUnfinished() {
    return !finished;
  }

  /** The call that lists the next page. */
  public ProcoreCall nextPage() {
    JsonNode fields = ResourceFields.of(delivery);
    String project = Long.toString(delivery.projectId());
    String number = Integer.toString(page++);
    String perPage = Integer.toString(PER_PAGE);
    if (delivery.target() == Target.IMAGE) {
      return ProcoreCall.get(
          "/rest/v1.0/images",
          Map.of(
              "project_id", project,
              "filters[log_date]", fields.path("log_date").asText(),
              "page", number,
              "per_page", perPage));
    }
    String date =
        fields.has("date")
            ? fields.path("date").asText()
            : fields.path("datetime").asText().substring(0, 10);
    return ProcoreCall.get(
        "/rest/v1.0/projects/" + project + "/accident_logs",
        Map.of("log_date", date, "page", number, "per_page", perPage));
  }

  /** Looks through one page. */
  public void read(JsonNode resources) {
    for (JsonNode resource : resources) {
      if (bearsUuid(resource)) {
        certain = resource;
      } else if (isAlike(resource)) {
        alike.add(resource);
      }
    }
    finished = certain != null || resources.isEmpty();
  }

  /** The resource that bears an upload of the delivery; null if none was met. */
  JsonNode certain() {
    return certain;
  }

  /** Resources that have the same files by name, and may be as young. */
  List<JsonNode> alike() {
    return alike;
  }

  private boolean bearsUuid(JsonNode resource) {
    for (Attachment file : delivery.attachments()) {
      if (SameFile.bearsUuid(file, resource.path("url").asText())) {
        return true;
      }
      for (JsonNode attachment : resource.path("attachments")) {
        if (SameFile.bearsUuid(file, attachment.path("url").asText())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isAlike(JsonNode resource) {
    return mayBeAsYoung(resource) && hasSameFiles(resource);
  }

  private boolean hasSameFiles(JsonNode resource) {
    if (delivery.target() == Target.IMAGE) {
      Attachment file = delivery.attachments().get(0);
      JsonNode size = resource.path("size");
      return SameFile.is(file, resource.path("filename").asText(null), null, null)
          && (!size.isIntegralNumber() || size.asLong() == file.size());
    }
    List<JsonNode> shown = new ArrayList<>();
    resource.path("attachments").forEach(shown::add);
    if (shown.size() != delivery.attachments().size()) {
      return false;
    }
    for (Attachment file : delivery.attachments()) {
      boolean found =
          shown.removeIf(
              one ->
                  SameFile.is(
                      file,
                      one.path("filename").asText(null),
                      one.path("name").asText(null),
                      null));
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private boolean mayBeAsYoung(JsonNode resource) {
    try {
      return OffsetDateTime.parse(resource.path("created_at").asText())
          .toInstant()
          .plus(SKEW)
          .isAfter(delivery.intendedAt());
    } catch (DateTimeException unsaid) {
      return true;
    }
  }
}
