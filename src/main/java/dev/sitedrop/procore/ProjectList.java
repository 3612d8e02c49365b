package dev.sitedrop.procore;

import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Asks for the projects that the account of a company can see. */
@Component
public class ProjectList {
  /** The most that Procore gives at once. */
  private static final int PER_PAGE = 100;

  /**
   * @param wanted holds the number of a {@code page}, from 1
   */
  public ProcoreCall page(
      @Body Map<String, Object> wanted, @Variable(Company.VARIABLE) Company company) {
    return ProcoreCall.get(
        "/rest/v1.0/projects",
        Map.of(
            "company_id", company.id(),
            "page", wanted.get("page").toString(),
            "per_page", Integer.toString(PER_PAGE)));
  }
}
