package dev.sitedrop;

import dev.sitedrop.procore.ProcoreEnvironment;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at the settings {@code procore.*}, before anything is started: who is delivered to. */
class ProcoreCheck {
  private static final String ONE = "procore.";
  private static final List<String> CREDENTIALS = List.of("client-id", "client-secret");

  private final ConfigurableEnvironment environment;

  ProcoreCheck(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  /**
   * @throws StartRefused if a setting is missing or wrong; no secret is in its message
   */
  void check() {
    List<String> names = CompanyNames.in(environment);
    if (names.isEmpty()) {
      checkOnly();
    } else {
      checkShared();
      names.forEach(this::checkNamed);
      checkDifferent(names);
    }
  }

  /** There is one company at most. */
  private void checkOnly() {
    List<String> all = List.of("client-id", "client-secret", "company-id");
    List<String> missing = missing(ONE, all);
    if (missing.size() == all.size()) {
      if (saysWhere(ONE)) {
        throw new StartRefused(
            "It is said which Procore to talk to, but not as whom. Set PROCORE_CLIENT_ID,"
                + " PROCORE_CLIENT_SECRET and PROCORE_COMPANY_ID too.");
      }
      return;
    }
    if (!missing.isEmpty()) {
      throw new StartRefused(
          notSet(missing)
              + ". Set all of PROCORE_CLIENT_ID, PROCORE_CLIENT_SECRET and"
              + " PROCORE_COMPANY_ID to deliver to Procore, or none of them to try the built-in"
              + " sandbox.");
    }
    checkCompanyId(ONE);
    checkWhere(ONE);
  }

  /** What companies with names may have in common, and perhaps one company more. */
  private void checkShared() {
    List<String> missing = missing(ONE, CREDENTIALS);
    boolean isCompany = !said(ONE, "company-id").isEmpty();
    if (missing.size() == 1 || isCompany && !missing.isEmpty()) {
      throw new StartRefused(
          notSet(missing)
              + ". Set it for all companies that have no credentials of their own, or take the"
              + " other settings procore.* out.");
    }
    if (isCompany) {
      checkCompanyId(ONE);
    }
    checkWhere(ONE);
  }

  private void checkNamed(String name) {
    String prefix = prefix(name);
    List<String> missing = missing(prefix, CREDENTIALS);
    if (missing.size() == 1) {
      throw new StartRefused(
          notSet(missing) + ". Set both credentials of the company '" + name + "', or neither.");
    }
    if (!missing.isEmpty() && !missing(ONE, CREDENTIALS).isEmpty()) {
      throw new StartRefused(
          notSet(missing)
              + ". Set them, or PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET for all companies that"
              + " have none of their own.");
    }
    if (said(prefix, "company-id").isEmpty()) {
      throw new StartRefused(
          variable(prefix, "company-id")
              + " is not set. Set it to Procore's company id, a number.");
    }
    checkCompanyId(prefix);
    checkWhere(prefix);
  }

  /** Two names for one company would take its files in turn. */
  private void checkDifferent(List<String> names) {
    List<String> prefixes = new ArrayList<>(names.stream().map(ProcoreCheck::prefix).toList());
    if (!said(ONE, "company-id").isEmpty()) {
      prefixes.add(0, ONE);
    }
    Map<String, String> found = new HashMap<>();
    for (String prefix : prefixes) {
      String where = saysWhere(prefix) ? prefix : ONE;
      String which = said(where, "environment");
      String id = said(prefix, "company-id");
      String place =
          said(where, "api-url").isEmpty()
              ? ProcoreEnvironment.named(which)
                  .orElse(ProcoreEnvironment.PRODUCTION)
                  .api()
                  .toString()
              : said(where, "api-url");
      String before = found.put(place + " " + id, prefix);
      if (before != null) {
        throw new StartRefused(
            variable(prefix, "company-id")
                + " is '"
                + id
                + "', and so is "
                + variable(before, "company-id")
                + ". Set each to another company.");
      }
    }
  }

  private static String prefix(String name) {
    return CompanyNames.PREFIX + "." + name + ".";
  }

  private List<String> missing(String prefix, List<String> settings) {
    return settings.stream()
        .filter(one -> said(prefix, one).isEmpty())
        .map(one -> variable(prefix, one))
        .toList();
  }

  private static String notSet(List<String> missing) {
    return String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " not set";
  }

  private void checkCompanyId(String prefix) {
    String company = said(prefix, "company-id");
    if (!company.matches("[1-9]\\d{0,17}")) {
      throw new StartRefused(
          variable(prefix, "company-id")
              + " is '"
              + company
              + "'. Set it to Procore's company id, a number.");
    }
  }

  private boolean saysWhere(String prefix) {
    return !said(prefix, "environment").isEmpty()
        || !said(prefix, "api-url").isEmpty()
        || !said(prefix, "login-url").isEmpty();
  }

  private void checkWhere(String prefix) {
    String api = variable(prefix, "api-url");
    String login = variable(prefix, "login-url");
    boolean lacksApi = said(prefix, "api-url").isEmpty();
    if (lacksApi != said(prefix, "login-url").isEmpty()) {
      throw new StartRefused(
          String.format(
              "Set both %s and %s, or neither: only %s is set.",
              api, login, lacksApi ? login : api));
    }
    if (!lacksApi) {
      checkUrl(api, said(prefix, "api-url"));
      checkUrl(login, said(prefix, "login-url"));
    }
    String which = said(prefix, "environment");
    if (!which.isEmpty() && ProcoreEnvironment.named(which).isEmpty()) {
      throw new StartRefused(
          variable(prefix, "environment")
              + " is '"
              + which
              + "'. Set it to "
              + ProcoreEnvironment.names()
              + ".");
    }
  }

  private static void checkUrl(String name, String said) {
    String example = ". Set it to an address such as https://api.procore.com.";
    try {
      URI url = URI.create(said);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (!web || url.getHost() == null || url.getRawQuery() != null || said.endsWith("/")) {
        throw new StartRefused(name + " is '" + said + "'" + example);
      }
    } catch (IllegalArgumentException e) {
      throw new StartRefused(name + " is '" + said + "'" + example);
    }
  }

  private static String variable(String prefix, String setting) {
    return WrongSetting.variable(prefix + setting);
  }

  private String said(String prefix, String setting) {
    return environment.getProperty(prefix + setting, "").strip();
  }
}
