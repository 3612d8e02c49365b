package dev.sitedrop.procore;

import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks for the projects that the account can see. */
@Component
public class ProjectList {
  /** The most that Procore gives at once. */
  private static final int PER_PAGE = 100;

  private final ProcoreAccount account;

  ProjectList(ProcoreAccount account) {
    this.account = account;
  }

  /**
   * @param number from 1
   */
  public ProcoreCall page(int number) {
    return ProcoreCall.get(
        "/rest/v1.0/projects",
        Map.of(
            "company_id", account.companyId(),
            "page", Integer.toString(number),
            "per_page", Integer.toString(PER_PAGE)));
  }
}
