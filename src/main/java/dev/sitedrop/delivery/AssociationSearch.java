package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.ProcoreCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * One search through Procore's lists for what an association may have made: page by page, until the
 * lists end or an upload's uuid is met. A list ends with an empty page: a short one proves nothing,
 * for a server may give fewer than it was asked for.
 */
public final class AssociationSearch {
  private static final int PER_PAGE = 100;

  /** A clock of Procore's may be behind ours by this much. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final int SHORTEST_UUID = 8;
  private static final int MOST_WORDS = 200;

  /** A list that does not end by then tells nothing any more. */
  private static final int MOST_PAGES = 1000;

  private final Delivery delivery;
  private final Deque<ProcoreCall> lists;
  private final List<JsonNode> alike = new ArrayList<>();
  private JsonNode certain;
  private JsonNode firstOfPageBefore;
  private int page = 1;

  /**
   * @param now the end of the time in which the resource may have been made
   */
  AssociationSearch(Delivery delivery, Instant now) {
    this.delivery = delivery;
    this.lists = new ArrayDeque<>(delivery.target() == Target.IMAGE ? images(now) : accidentLogs());
  }

  /** By the day it was filed under, and, for a day may be changed, by the time it was made. */
  private List<ProcoreCall> images(Instant now) {
    String project = Long.toString(delivery.projectId());
    String day = ResourceFields.of(delivery).path("log_date").asText();
    String made = delivery.intendedAt().minus(SKEW) + "..." + now.plus(SKEW);
    return List.of(
        ProcoreCall.get(
            "/rest/v1.0/images", Map.of("project_id", project, "filters[log_date]", day)),
        ProcoreCall.get(
            "/rest/v1.0/images", Map.of("project_id", project, "filters[created_at]", made)));
  }

  /** A time may fall on the day before or after, where the project's clock is another. */
  private List<ProcoreCall> accidentLogs() {
    JsonNode fields = ResourceFields.of(delivery);
    String path = "/rest/v1.0/projects/" + delivery.projectId() + "/accident_logs";
    if (fields.has("date")) {
      return List.of(ProcoreCall.get(path, Map.of("log_date", fields.path("date").asText())));
    }
    LocalDate day = LocalDate.parse(fields.path("datetime").asText().substring(0, 10));
    return List.of(
        ProcoreCall.get(
            path,
            Map.of(
                "start_date", day.minusDays(1).toString(),
                "end_date", day.plusDays(1).toString())));
  }

  public boolean isUnfinished() {
    return !lists.isEmpty() && certain == null;
  }

  /** The call that lists the next page. */
  public ProcoreCall nextPage() {
    return lists
        .peek()
        .with(Map.of("page", Integer.toString(page), "per_page", Integer.toString(PER_PAGE)));
  }

  /** Looks through one page. */
  public void read(JsonNode resources) {
    for (JsonNode resource : resources) {
      if (bearsUuid(resource)) {
        certain = resource;
      } else if (isAlike(resource) && alike.stream().noneMatch(one -> isSame(one, resource))) {
        alike.add(resource);
      }
    }
    boolean again = firstOfPageBefore != null && isSame(firstOfPageBefore, resources.path(0));
    if (resources.isEmpty() || again || page == MOST_PAGES) {
      lists.remove();
      page = 1;
      firstOfPageBefore = null;
    } else {
      page++;
      firstOfPageBefore = resources.path(0);
    }
  }

  private static boolean isSame(JsonNode one, JsonNode other) {
    return one.path("id").equals(other.path("id"));
  }

  /** The resource that bears an upload of the delivery; null if none was met. */
  JsonNode certain() {
    return certain;
  }

  /** Resources that look like the delivery's, and may be as young. */
  List<JsonNode> alike() {
    return alike;
  }

  /** Whether all that such a resource shows is the delivery's; if not, a person has to look. */
  boolean isAllTheSame(JsonNode resource) {
    return !delivery.attachments().isEmpty()
        || SameAccident.is(ResourceFields.of(delivery), resource);
  }

  /** The runs of letters and digits in a resource's URLs: an upload's uuid is one of them. */
  static List<String> wordsOfUrls(JsonNode resource) {
    List<String> words = new ArrayList<>();
    collectWords(resource.path("url").asText(), words);
    resource.path("attachments").forEach(file -> collectWords(file.path("url").asText(), words));
    return words;
  }

  private static void collectWords(String url, List<String> words) {
    for (String word : url.split("[^A-Za-z0-9_-]+")) {
      if (word.length() >= SHORTEST_UUID && words.size() < MOST_WORDS) {
        words.add(word);
      }
    }
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
    return mayBeAsYoung(resource)
        && (delivery.attachments().isEmpty()
            ? SameAccident.mayBe(ResourceFields.of(delivery), resource)
            : hasSameFiles(resource));
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
