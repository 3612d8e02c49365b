package dev.sitedrop.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The active projects that an account is permitted to.
 *
 * @param names by ids
 * @param isAll whether the list has ended
 * @param failure why it has not, for a person; null if only the bound was reached
 * @param status of the answer that was none; 0 if there was none
 */
record VisibleProjects(Map<String, String> names, boolean isAll, String failure, int status) {
  /** Each is a call of the rate limit. */
  private static final int MOST_PAGES = 10;

  /** Smaller ones if the pages are too large to be read. */
  private static final int[] PER_PAGE = {100, 10};

  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>[^<]*?;\\s*rel=\"?[^\",;]*\\bnext\\b");

  static VisibleProjects of(Company company, Function<ProcoreCall, Answer> calls) {
    VisibleProjects found = null;
    for (int perPage : PER_PAGE) {
      Map<String, String> query = new HashMap<>();
      query.put("company_id", company.id());
      query.put("page", "1");
      query.put("per_page", Integer.toString(perPage));
      Map<String, String> names = new LinkedHashMap<>();
      found = from(query, names, calls);
      if (found != null) {
        return found;
      }
    }
    return new VisibleProjects(
        Map.of(),
        false,
        "the list is larger than SiteDrop reads. Name the projects to look at with --project",
        200);
  }

  /** Null if a page is too large to be read. */
  private static VisibleProjects from(
      Map<String, String> first, Map<String, String> names, Function<ProcoreCall, Answer> calls) {
    Map<String, String> query = first;
    String before = null;
    for (int page = 1; page <= MOST_PAGES; page++) {
      Answer answer = calls.apply(ProcoreCall.get("/rest/v1.0/projects", query));
      if (answer.isTooLarge()) {
        return null;
      }
      if (!answer.isPermitted()) {
        return new VisibleProjects(names, false, answer.told(), answer.status());
      }
      JsonNode list = answer.json();
      if (!list.isArray()) {
        String told = "Procore answered " + answer.status() + " with something that is no list";
        return new VisibleProjects(names, false, told, answer.status());
      }
      String begins = list.path(0).path("id").asText();
      if (list.isEmpty() || begins.equals(before)) {
        return new VisibleProjects(names, true, null, answer.status());
      }
      list.forEach(one -> names.put(one.path("id").asText(), one.path("name").asText()));
      before = begins;
      Optional<Map<String, String>> next = next(answer.link());
      if (answer.link() != null && next.isEmpty()) {
        return new VisibleProjects(names, true, null, answer.status());
      }
      Map<String, String> counted = new HashMap<>(query);
      counted.put("page", Integer.toString(page + 1));
      query = next.orElse(counted);
    }
    return new VisibleProjects(names, false, null, 200);
  }

  /** The query alone: whatever host a link names, the API of the settings is asked. */
  private static Optional<Map<String, String>> next(String link) {
    Matcher next = NEXT.matcher(link == null ? "" : link);
    if (!next.find() || !next.group(1).contains("?")) {
      return Optional.empty();
    }
    Map<String, String> query = new HashMap<>();
    for (String pair : next.group(1).split("\\?", 2)[1].split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
    }
    return Optional.of(query);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
