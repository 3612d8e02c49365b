package dev.sitedrop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.core.NestedExceptionUtils;

/** Looks at Procore, for each company: the clock, the login, and what may be read. */
final class ProcoreCheckup {
  private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(60);

  /** Of more projects nobody reads the lines, and each takes two calls of the rate limit. */
  private static final int MOST_PROJECTS = 20;

  private final ProducerTemplate routes;
  private final Findings found;

  ProcoreCheckup(ProducerTemplate routes, Findings found) {
    this.routes = routes;
    this.found = found;
  }

  /** Whether it can be reached, logged in to, and read. */
  void look(Company company) {
    String label = company.name().isEmpty() ? "" : company.name() + ": ";
    if (company.isBuiltIn()) {
      found.ok("procore", "the built-in sandbox, for no credentials are set");
      return;
    }
    clock(company, label);
    try {
      company.token().current();
      found.ok("login", "%s%s", label, company.destination());
      projects(company, label);
    } catch (LoginRefused refused) {
      found.bad("login", "%s%s", label, refused.getMessage());
    } catch (RuntimeException e) {
      found.bad(
          "login",
          "%s%s cannot be reached (%s). Look at the network and at PROCORE_LOGIN_URL",
          label,
          company.destination(),
          NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
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

  private void projects(Company company, String label) {
    JsonNode projects;
    try {
      projects =
          routes.requestBody(
              "direct:find-projects",
              Map.of("destination", company.destination(), "page", 1),
              JsonNode.class);
    } catch (RuntimeException e) {
      found.bad(
          "projects",
          "%sthey cannot be listed: %s",
          label,
          NestedExceptionUtils.getMostSpecificCause(e).getMessage());
      return;
    }
    if (projects.isEmpty()) {
      found.bad("projects", "%sthe account sees none. Add it to them in Procore", label);
    }
    int looked = 0;
    for (JsonNode project : projects) {
      if (looked++ < MOST_PROJECTS) {
        project(company, label, project);
      }
    }
    if (projects.size() > MOST_PROJECTS) {
      found.ok("projects", "%smore were not looked at", label);
    }
  }

  private void project(Company company, String label, JsonNode project) {
    String id = project.path("id").asText();
    String name = label + id + " " + project.path("name").asText();
    String images =
        refusal(
            company,
            ProcoreCall.get("/rest/v1.0/images", Map.of("project_id", id, "per_page", "1")));
    String logs =
        refusal(
            company,
            ProcoreCall.get(
                "/rest/v1.0/projects/" + id + "/accident_logs", Map.of("per_page", "1")));
    if (images == null && logs == null) {
      found.ok("project", "%s: photos and accident logs can be read", name);
    } else {
      found.bad(
          "project",
          "%s: %s%s. Give the account rights for Photos and the Daily Log there",
          name,
          images == null ? "" : "photos cannot be read (" + images + ") ",
          logs == null ? "" : "accident logs cannot be read (" + logs + ")");
    }
  }

  /** Null if it is answered. */
  private String refusal(Company company, ProcoreCall call) {
    Exchange exchange =
        routes.send(
            "direct:procore-call",
            one -> {
              one.setVariable("company", company);
              one.getMessage().setBody(call);
            });
    return exchange.getException() == null
        ? null
        : NestedExceptionUtils.getMostSpecificCause(exchange.getException()).getMessage();
  }
}
