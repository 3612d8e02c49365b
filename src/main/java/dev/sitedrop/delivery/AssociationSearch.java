package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.ListPages;
import dev.sitedrop.procore.ProcoreCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One search through Procore's lists for what an association may have made, until they end or an
 * upload's uuid is met. What the own account has made comes first: a resource of another account is
 * not the delivery's, however much it looks like it.
 */
public final class AssociationSearch {
  /**
   * A clock of Procore's may differ from ours by this much, as long as it has not told its time.
   */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** Both {@code Date} and {@code created_at} may be cut off to whole seconds. */
  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(3);

  private static final int SHORTEST_UUID = 8;
  private static final int MOST_WORDS = 200;

  /** How much a resource looks like the delivery's. */
  enum Likeness {
    /** It has its name and size, or says what it says. */
    SAME,
    /** It could be it; a person has to look. */
    POSSIBLE
  }

  /**
   * A resource that may be the delivery's.
   *
   * @param resource as Procore shows it
   */
  record Candidate(MadeResource resource, Likeness likeness) {}

  private final Delivery delivery;
  private final JsonNode fields;
  private final Deque<ListPages> lists = new ArrayDeque<>();
  private final Map<Long, Candidate> candidates = new LinkedHashMap<>();
  private final OptionalLong account;
  private final boolean ownFirst;
  private Duration ahead;
  private MadeResource certain;

  /**
   * @param now the end of the time in which the resource may have been made
   * @param account the id of the own account; empty if it is not known
   */
  AssociationSearch(Delivery delivery, Instant now, OptionalLong account) {
    this.delivery = delivery;
    this.fields = ResourceFields.of(delivery);
    this.account = account;
    this.ownFirst = account.isPresent();
    boolean image = delivery.target() == Target.IMAGE;
    ProcoreCall list = image ? images(now) : accidentLogs();
    if (ownFirst) {
      String creator = image ? "filters[uploader_id]" : "filters[created_by_id]";
      lists.add(pages(list.with(Map.of(creator, Long.toString(account.getAsLong())))));
    }
    lists.add(pages(list));
  }

  private ListPages pages(ProcoreCall list) {
    return new ListPages(list, this::look);
  }

  /** By when it was made, in the whole seconds that the filter takes. */
  private ProcoreCall images(Instant now) {
    Instant from = delivery.intendedAt().minus(SKEW).truncatedTo(ChronoUnit.SECONDS);
    Instant to = now.plus(SKEW).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    return ProcoreCall.get(
        "/rest/v1.0/images",
        Map.of(
            "project_id",
            Long.toString(delivery.projectId()),
            "filters[created_at]",
            from + "..." + to));
  }

  /** A time may fall on the day before or after, where the project's clock is another. */
  private ProcoreCall accidentLogs() {
    LocalDate day = day();
    return ProcoreCall.get(
        AccidentLogAssociation.path(delivery),
        Map.of("start_date", day.minusDays(1).toString(), "end_date", day.plusDays(1).toString()));
  }

  private LocalDate day() {
    try {
      return SameAccident.day(fields);
    } catch (DateTimeException unsaid) {
      return LocalDate.ofInstant(delivery.intendedAt(), ZoneOffset.UTC);
    }
  }

  public boolean isUnfinished() {
    return !lists.isEmpty() && certain == null;
  }

  /** The call that lists the next page. */
  public ProcoreCall nextPage() {
    return lists.element().next();
  }

  /**
   * Looks through one page.
   *
   * @param links its {@code Link}; null if it has none
   * @param ahead how far Procore's clock is ahead of ours; null if it does not tell its time
   */
  void read(JsonNode page, String links, Duration ahead) {
    this.ahead = ahead;
    lists.element().read(page, links);
    if (!lists.element().isUnfinished()) {
      lists.remove();
      if (isOwnFound()) {
        lists.clear();
      }
    }
  }

  /** The list of the own account's creations cannot be had; that of all can, perhaps. */
  boolean passOver() {
    if (!isAmongOwn()) {
      return false;
    }
    lists.remove();
    return true;
  }

  private boolean isAmongOwn() {
    return ownFirst && lists.size() == 2;
  }

  private boolean isOwnFound() {
    return ownFirst
        && candidates.values().stream().anyMatch(one -> one.likeness() == Likeness.SAME);
  }

  private void look(JsonNode json) {
    MadeResource resource = new MadeResource(json);
    Long id = resource.id();
    if (id == null) {
      return;
    }
    if (bearsUuid(resource)) {
      certain = resource;
    } else if (mayBeAsYoung(json) && !isOfAnother(json)) {
      Likeness likeness = delivery.target() == Target.IMAGE ? asImage(json) : asLog(resource);
      if (likeness != null) {
        boolean perhapsOfAnother = ownFirst && !isAmongOwn() && !isOwn(json) || !isYoung(json);
        candidates.putIfAbsent(
            id, new Candidate(resource, perhapsOfAnother ? Likeness.POSSIBLE : likeness));
      }
    }
  }

  private boolean bearsUuid(MadeResource resource) {
    List<String> urls = resource.urls();
    return delivery.attachments().stream()
        .anyMatch(file -> urls.stream().anyMatch(url -> SameFile.bearsUuid(file, url)));
  }

  private Likeness asImage(JsonNode image) {
    Attachment file = delivery.attachments().get(0);
    boolean named = SameFile.isNamedAlike(file, image);
    if (named && (image.path("size").isIntegralNumber() || isOwn(image))) {
      return Likeness.SAME;
    }
    boolean namedOnly = SameFile.isNamedAlike(file.name(), image);
    return namedOnly || SameFile.mayBeOfSize(file.size(), image) ? Likeness.POSSIBLE : null;
  }

  /**
   * What it says has to tell, for files of different accidents are often called alike, and Procore
   * may not show a log's files yet, or ever.
   */
  private Likeness asLog(MadeResource log) {
    boolean sameFiles = hasSameFiles(log);
    if (SameAccident.is(fields, log.json()) && (log.files().isEmpty() || sameFiles)) {
      return Likeness.SAME;
    }
    boolean sameNames = sameFiles && !delivery.attachments().isEmpty();
    return sameNames || SameAccident.mayBe(fields, log.json()) ? Likeness.POSSIBLE : null;
  }

  private boolean hasSameFiles(MadeResource log) {
    List<JsonNode> shown = new ArrayList<>(log.files());
    if (shown.size() != delivery.attachments().size()) {
      return false;
    }
    for (Attachment file : delivery.attachments()) {
      JsonNode match =
          shown.stream().filter(one -> SameFile.isNamedAlike(file, one)).findFirst().orElse(null);
      if (match == null) {
        return false;
      }
      shown.remove(match);
    }
    return true;
  }

  /** Nothing that was there before it was sent can be it, as far as its time is told. */
  private boolean mayBeAsYoung(JsonNode resource) {
    return isNotBefore(resource, ahead == null ? SKEW : WHOLE_SECONDS);
  }

  private boolean isYoung(JsonNode resource) {
    return isNotBefore(resource, WHOLE_SECONDS);
  }

  private boolean isNotBefore(JsonNode resource, Duration margin) {
    try {
      return OffsetDateTime.parse(resource.path("created_at").asText())
          .toInstant()
          .minus(ahead == null ? Duration.ZERO : ahead)
          .plus(margin)
          .isAfter(delivery.intendedAt());
    } catch (DateTimeException unsaid) {
      return true;
    }
  }

  private boolean isOfAnother(JsonNode resource) {
    OptionalLong creator = creator(resource);
    return account.isPresent() && creator.isPresent() && !creator.equals(account);
  }

  private boolean isOwn(JsonNode resource) {
    return account.isPresent() && creator(resource).equals(account);
  }

  private static OptionalLong creator(JsonNode resource) {
    for (String field : List.of("/uploader/id", "/created_by/id")) {
      Long id = MadeResource.id(resource.at(field));
      if (id != null) {
        return OptionalLong.of(id);
      }
    }
    return OptionalLong.empty();
  }

  /** The resource that bears an upload of the delivery; null if none was met. */
  MadeResource certain() {
    return certain;
  }

  /** Resources that look like the delivery's, and may be as young. */
  List<Candidate> candidates() {
    return List.copyOf(candidates.values());
  }

  /** The runs of letters and digits in a resource's URLs: an upload's uuid is one of them. */
  static List<String> wordsOfUrls(MadeResource resource) {
    List<String> words = new ArrayList<>();
    for (String url : resource.urls()) {
      for (String word : url.split("[^A-Za-z0-9_-]+")) {
        if (word.length() >= SHORTEST_UUID && words.size() < MOST_WORDS) {
          words.add(word);
        }
      }
    }
    return words;
  }
}
