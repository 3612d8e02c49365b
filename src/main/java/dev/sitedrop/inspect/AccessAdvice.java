package dev.sitedrop.inspect;

import dev.sitedrop.procore.Company;
import java.util.Locale;

/**
 * What 401, 403 and 404 may mean, and who can change it; docs/procore.md has the same as a table.
 */
final class AccessAdvice {
  private static final String PAGE = ". See docs/procore.md";

  private AccessAdvice() {}

  /** About the list of a company's projects; empty if there is nothing to say. */
  static String forCompany(int status, Company company) {
    return switch (status) {
      case 401 -> unauthorized();
      case 403, 404 ->
          "Either the app is not connected to company "
              + company.id()
              + " (a company administrator installs it in App Management), or the company id of the"
              + " settings is another company's"
              + PAGE;
      default -> "";
    };
  }

  /**
   * About what lies in a project.
   *
   * @param told Procore's words
   * @param isProjectOpen whether anything else in the project can be read
   * @param isProjectListed whether the account is shown the project
   */
  static String forProject(
      int status, String told, boolean isProjectOpen, boolean isProjectListed) {
    return switch (status) {
      case 401 -> unauthorized();
      case 403 -> forbidden(told, isProjectOpen, isProjectListed);
      case 404 ->
          isProjectOpen || isProjectListed
              ? "404 in a project that the account sees: the tool is probably turned off there (a"
                  + " project administrator turns it on)"
                  + PAGE
              : "404 for a whole project: there is no project of this id in the company, or the"
                  + " account is not shown it (a company administrator permits it for the app in"
                  + " App Management)"
                  + PAGE;
      default -> "";
    };
  }

  private static String unauthorized() {
    return "401 with a new token: API and login are of two different Procores (check"
        + " PROCORE_ENVIRONMENT, or both URLs), or the app is not installed in the company (a company"
        + " administrator installs it in App Management), or it is not approved for production (the"
        + " developer portal tells the app's developer)"
        + PAGE;
  }

  private static String forbidden(String told, boolean isProjectOpen, boolean isProjectListed) {
    String right =
        "the app's manifest lacks the right for the tool (the app's developer adds it, and a company"
            + " administrator updates the app)";
    String tool = "the tool is turned off in the project (a project administrator turns it on)";
    String project =
        "the project is not permitted for the app (a company administrator permits it in App"
            + " Management)";
    String connected =
        "the app is not connected to the company (a company administrator installs it in App"
            + " Management)";
    if (told.toLowerCase(Locale.ROOT).contains("not connected")) {
      return "403: " + connected + PAGE;
    }
    if (isProjectOpen) {
      return "403 in a project where something else can be read: either "
          + right
          + ", or "
          + tool
          + PAGE;
    }
    if (isProjectListed) {
      return "403 in a project that the account sees: "
          + right
          + ", or "
          + tool
          + ", or "
          + project
          + PAGE;
    }
    return "403 has four causes: " + String.join("; ", right, tool, project, connected) + PAGE;
  }
}
