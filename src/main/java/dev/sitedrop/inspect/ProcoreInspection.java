package dev.sitedrop.inspect;

import dev.sitedrop.cli.CheckScope;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.ProducerTemplate;

/** Looks at Procore, for each company: the clock, the login, and what the account may do. */
public final class ProcoreInspection {
  private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(60);

  /** Of more projects nobody reads the lines, and each takes three calls of the rate limit. */
  private static final int MOST_PROJECTS = 20;

  private final ProducerTemplate routes;
  private final CheckScope scope;
  private final Findings found;

  public ProcoreInspection(ProducerTemplate routes, CheckScope scope, Findings found) {
    this.routes = routes;
    this.scope = scope;
    this.found = found;
  }

  /** Looks at all of them that the check is about. */
  public void look(List<Company> companies) {
    List<Company> wanted =
        companies.stream()
            .filter(one -> scope.company() == null || one.name().equalsIgnoreCase(scope.company()))
            .toList();
    if (wanted.isEmpty()) {
      found.bad(
          "company",
          "there is none called '%s'. There is %s",
          scope.company(),
          String.join(", ", companies.stream().map(Company::label).toList()));
    }
    Map<Company, VisibleProjects> visible = new LinkedHashMap<>();
    for (Company company : wanted) {
      if (company.isBuiltIn()) {
        found.ok("procore", "the built-in sandbox, for no credentials are set");
        if (scope.writeTest() || !scope.projects().isEmpty()) {
          found.unknown("projects", "they are looked at in Procore only: set credentials first");
        }
      } else if (isLoggedIn(company)) {
        visible.put(company, projects(company));
      }
    }
    for (Company company : visible.keySet()) {
      Set<String> advice = new LinkedHashSet<>();
      projects(company, visible, advice);
      advice.stream()
          .filter(one -> !one.isEmpty())
          .forEach(one -> found.bad("access", "%s%s", label(company), one));
    }
    if (!visible.isEmpty()) {
      tellWhatIsNotKnown();
    }
  }

  private static String label(Company company) {
    return company.name().isEmpty() ? "" : company.name() + ": ";
  }

  private Function<ProcoreCall, Answer> calls(Company company) {
    return call -> Answer.to(call, company, routes);
  }

  private boolean isLoggedIn(Company company) {
    String label = label(company);
    clock(company, label);
    try {
      company.token().current();
      found.ok("login", "%s%s", label, company.destination());
      return true;
    } catch (ProcoreFailure failure) {
      found.bad("login", "%s%s", label, failure.getMessage());
    } catch (RuntimeException e) {
      found.bad(
          "login",
          "%s%s cannot be reached (%s). Look at the network and at PROCORE_LOGIN_URL",
          label,
          company.destination(),
          FailureText.of(e));
    }
    return false;
  }

  /** Procore's clock is in the head of any answer. */
  private void clock(Company company, String label) {
    HttpRequest request =
        HttpRequest.newBuilder(company.api())
            .timeout(Duration.ofSeconds(10))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      String date =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("Date")
              .orElse("");
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration difference = Duration.between(theirs, Instant.now()).abs();
      if (difference.compareTo(LARGEST_DIFFERENCE) > 0) {
        found.bad(
            "clock",
            "%sit differs from Procore's by %d s. Let this machine set its clock by NTP",
            label,
            difference.toSeconds());
      } else {
        found.ok("clock", "%sas Procore's, within %d s", label, difference.toSeconds() + 1);
      }
    } catch (IOException | DateTimeException unreachable) {
      // what is wrong with the network the login tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private VisibleProjects projects(Company company) {
    String label = label(company);
    VisibleProjects projects = VisibleProjects.of(company, calls(company));
    int count = projects.names().size();
    if (projects.failure() != null) {
      String advice = AccessAdvice.forCompany(projects.status(), company);
      found.bad(
          "projects",
          "%sthey cannot be listed: %s%s",
          label,
          projects.failure(),
          advice.isEmpty() ? "" : ". " + advice);
    } else if (count == 0) {
      found.bad(
          "projects",
          "%sthe account sees none. A company administrator permits projects for the app in App"
              + " Management",
          label);
    } else {
      found.ok(
          "projects",
          "%sthe account sees %s%s",
          label,
          projects.isAll() ? "" : "at least ",
          count == 1 ? "1 project" : count + " projects");
    }
    return projects;
  }

  private void projects(
      Company company, Map<Company, VisibleProjects> visible, Set<String> advice) {
    Map<String, String> names = visible.get(company).names();
    List<String> ids =
        scope.projects().isEmpty()
            ? names.keySet().stream().limit(MOST_PROJECTS).toList()
            : scope.projects().stream().filter(id -> isToLookAt(id, company, visible)).toList();
    for (String id : ids) {
      ProjectInspection project =
          new ProjectInspection(
              calls(company),
              found,
              id,
              label(company) + (id + " " + names.getOrDefault(id, "(not listed)")).strip(),
              names.containsKey(id));
      if (!project.look(advice)) {
        found.bad("procore", "%sit does not answer; no more was asked", label(company));
        return;
      }
      if (scope.writeTest()) {
        project.write(company, advice);
      }
    }
    if (scope.projects().isEmpty() && names.size() > MOST_PROJECTS) {
      found.unknown(
          "projects",
          "%sonly %d of %d were looked at. Look at others with --project",
          label(company),
          MOST_PROJECTS,
          names.size());
    }
  }

  /** A project is one company's: the others are asked for it only if nobody's list has it. */
  private static boolean isToLookAt(
      String id, Company company, Map<Company, VisibleProjects> visible) {
    boolean isListed = visible.values().stream().anyMatch(one -> one.names().containsKey(id));
    return !isListed || visible.get(company).names().containsKey(id);
  }

  private void tellWhatIsNotKnown() {
    found.unknown(
        "writing",
        scope.writeTest()
            ? "only an upload was tried. The first delivery shows whether photos and accident logs may"
                + " be made"
            : "reading does not show whether the account may write. --write-test with --project"
                + " creates an upload; the first delivery shows the rest");
    found.unknown(
        "private",
        "only a Photos administrator is shown private photos. With any other account SiteDrop cannot"
            + " find one again after a lost answer");
    found.unknown(
        "projects",
        "inactive projects, and those that are not permitted for the app, are not listed");
    found.unknown("file types", "a company may refuse some. The first such file shows it");
  }
}
