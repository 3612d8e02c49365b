package dev.sitedrop.inspect;

import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ListPages;
import dev.sitedrop.procore.ProcoreCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

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

  static VisibleProjects of(Company company, Function<ProcoreCall, Answer> calls) {
    Map<String, String> names = new LinkedHashMap<>();
    ListPages pages =
        new ListPages(
            ProcoreCall.get("/rest/v1.0/projects", Map.of("company_id", company.id())),
            one -> names.put(one.path("id").asText(), one.path("name").asText()));
    for (int page = 1; pages.isUnfinished(); page++) {
      if (page > MOST_PAGES) {
        return new VisibleProjects(names, false, null, 200);
      }
      Answer answer = calls.apply(pages.next());
      if (answer.isTooLarge()) {
        return failed(
            names,
            "the list is larger than SiteDrop reads. Name the projects to look at with --project",
            answer);
      }
      if (!answer.isPermitted()) {
        return failed(names, answer.told(), answer);
      }
      if (!answer.json().isArray()) {
        String told = "Procore answered " + answer.status() + " with something that is no list";
        return failed(names, told, answer);
      }
      pages.read(answer.json(), answer.link());
    }
    return new VisibleProjects(names, true, null, 200);
  }

  private static VisibleProjects failed(Map<String, String> names, String why, Answer answer) {
    return new VisibleProjects(names, false, why, answer.status());
  }
}
