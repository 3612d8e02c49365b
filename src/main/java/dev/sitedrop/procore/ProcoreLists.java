package dev.sitedrop.procore;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The lists that are read as a whole, and how a route reads a page of them. */
@Component
public class ProcoreLists {

  /**
   * Intake asks, and holds the thread of a poll or of an upload meanwhile. What it cannot ask now
   * it leaves with the sender, and asks later.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The projects that the account of the company is permitted to. */
  public ListPages projects(@Variable(Company.VARIABLE) Company company) {
    return ListPages.collecting(
        ProcoreCall.get("/rest/v1.0/projects", Map.of("company_id", company.id()))
            .within(PATIENCE));
  }

  /**
   * The albums of a project, which Procore's API calls image categories.
   *
   * @param wanted holds the id of a {@code project}
   */
  public ListPages albums(@Body Map<String, Object> wanted) {
    return ListPages.collecting(
        ProcoreCall.get(
                "/rest/v1.0/image_categories",
                Map.of("project_id", wanted.get("project").toString()))
            .within(PATIENCE));
  }

  /** Reads the page that was called for last. */
  public void read(
      @Variable("pages") ListPages pages,
      @Body JsonNode elements,
      @Variable("links") String links) {
    pages.read(elements, links);
  }
}
