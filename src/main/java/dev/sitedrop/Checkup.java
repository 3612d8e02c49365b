package dev.sitedrop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sitedrop.claim.BucketTrial;
import dev.sitedrop.claim.SpoolSettings;
import dev.sitedrop.cli.Finding;
import dev.sitedrop.intake.Lookable;
import dev.sitedrop.intake.rule.Rules;
import dev.sitedrop.ledger.PostgresTrouble;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Looks at all that SiteDrop needs, one thing after the other, and changes none of it. */
final class Checkup {
  private static final long LEAST_FREE = 1L << 30;
  private static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(60);

  /** Of more projects nobody reads the lines, and each takes two calls of the rate limit. */
  private static final int MOST_PROJECTS = 20;

  private final ApplicationContext context;
  private final InsteadOfOwn instead;
  private final List<Lookable> sources;
  private final Consumer<Finding> found;

  Checkup(
      ApplicationContext context,
      InsteadOfOwn instead,
      List<Lookable> sources,
      Consumer<Finding> found) {
    this.context = context;
    this.instead = instead;
    this.sources = sources;
    this.found = found;
  }

  void run() {
    settings();
    ledger();
    spool();
    disk();
    for (Company company : context.getBean(Companies.class).all()) {
      procore(company);
    }
    sources.forEach(this::source);
    if (sources.isEmpty()) {
      bad("sources", "nothing is watched: no file in routes/sources holds a source");
    }
  }

  private void ok(String what, String told, Object... values) {
    found.accept(new Finding(what, true, String.format(told, values)));
  }

  private void bad(String what, String told, Object... values) {
    found.accept(new Finding(what, false, String.format(told, values)));
  }

  /** What is wrong with one of these has been told instead of all that follows. */
  private void settings() {
    ok("settings", "home is %s", context.getEnvironment().getProperty("sitedrop.home"));
    ok("routes", "%s", context.getEnvironment().getProperty("sitedrop.routes"));
    ok("rules", "%d", context.getBean(Rules.class).count());
  }

  private void ledger() {
    String url = meant("spring.datasource.url");
    if (!url.startsWith("jdbc:postgresql:")) {
      ok("ledger", "a file in the home");
      return;
    }
    try (Connection connection =
        DriverManager.getConnection(
            url, meant("spring.datasource.username"), meant("spring.datasource.password"))) {
      ok("ledger", "PostgreSQL %s", connection.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      bad("ledger", "PostgreSQL: %s", PostgresTrouble.told(e));
    }
  }

  /** What the settings say, where it is another one while it is looked at. */
  private String meant(String property) {
    if (instead.said().containsKey(property)) {
      return instead.said().get(property);
    }
    Environment environment = context.getEnvironment();
    for (PropertySource<?> source : ((ConfigurableEnvironment) environment).getPropertySources()) {
      if (!source.getName().equals("commandLineArgs")
          && !source.getName().equals("configurationProperties")) {
        Object said = source.getProperty(property);
        Object asVariable = source.getProperty(WrongSetting.variable(property));
        if (said != null || asVariable != null) {
          return environment.resolvePlaceholders(String.valueOf(said != null ? said : asVariable));
        }
      }
    }
    return "";
  }

  private void spool() {
    String place = context.getEnvironment().getProperty("sitedrop.spool", "");
    try {
      BucketTrial.check(place, context.getBean(SpoolSettings.class));
      ok("spool", "%s", place);
    } catch (IOException e) {
      bad("spool", "%s: %s", place, e.getMessage());
    }
  }

  private void disk() {
    Path home = Path.of(context.getEnvironment().getProperty("sitedrop.home", "."));
    try {
      long free = Files.getFileStore(home).getUsableSpace();
      String told = String.format("%.1f GB are free for %s", free / 1e9, home);
      if (free < LEAST_FREE) {
        bad("disk", "%s. Make space: what is accepted waits there", told);
      } else {
        ok("disk", "%s", told);
      }
    } catch (IOException e) {
      bad("disk", "%s cannot be looked at (%s)", home, e);
    }
  }

  private void procore(Company company) {
    String label = company.name().isEmpty() ? "" : company.name() + ": ";
    if (company.isBuiltIn()) {
      ok("procore", "the built-in sandbox, for no credentials are set");
      return;
    }
    clock(company, label);
    try {
      company.token().current();
      ok("login", "%s%s", label, company.destination());
      projects(company, label);
    } catch (LoginRefused refused) {
      bad("login", "%s%s", label, refused.getMessage());
    } catch (RuntimeException e) {
      bad(
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
        bad(
            "clock",
            "%sit differs from Procore's by %d s. Let this machine set its clock by NTP",
            label,
            difference.toSeconds());
      } else {
        ok("clock", "%sas Procore's, within %d s", label, difference.toSeconds() + 1);
      }
    } catch (IOException | DateTimeException unreachable) {
      // what is wrong with the network the login tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void projects(Company company, String label) {
    ProducerTemplate template = context.getBean(ProducerTemplate.class);
    JsonNode projects;
    try {
      projects =
          template.requestBody(
              "direct:find-projects",
              Map.of("destination", company.destination(), "page", 1),
              JsonNode.class);
    } catch (RuntimeException e) {
      bad(
          "projects",
          "%sthey cannot be listed: %s",
          label,
          NestedExceptionUtils.getMostSpecificCause(e).getMessage());
      return;
    }
    if (projects.isEmpty()) {
      bad("projects", "%sthe account sees none. Add it to them in Procore", label);
    }
    int looked = 0;
    for (JsonNode project : projects) {
      if (looked++ < MOST_PROJECTS) {
        project(company, label, project, template);
      }
    }
    if (projects.size() > MOST_PROJECTS) {
      ok("projects", "%smore were not looked at", label);
    }
  }

  private void project(Company company, String label, JsonNode project, ProducerTemplate template) {
    String id = project.path("id").asText();
    String name = label + id + " " + project.path("name").asText();
    String images =
        refusal(
            company,
            template,
            ProcoreCall.get("/rest/v1.0/images", Map.of("project_id", id, "per_page", "1")));
    String logs =
        refusal(
            company,
            template,
            ProcoreCall.get(
                "/rest/v1.0/projects/" + id + "/accident_logs", Map.of("per_page", "1")));
    if (images == null && logs == null) {
      ok("project", "%s: photos and accident logs can be read", name);
    } else {
      bad(
          "project",
          "%s: %s%s. Give the account rights for Photos and the Daily Log there",
          name,
          images == null ? "" : "photos cannot be read (" + images + ") ",
          logs == null ? "" : "accident logs cannot be read (" + logs + ")");
    }
  }

  /** Null if it is answered. */
  private static String refusal(Company company, ProducerTemplate template, ProcoreCall call) {
    Exchange exchange =
        template.send(
            "direct:procore-call",
            one -> {
              one.setVariable("company", company);
              one.getMessage().setBody(call);
            });
    return exchange.getException() == null
        ? null
        : NestedExceptionUtils.getMostSpecificCause(exchange.getException()).getMessage();
  }

  private void source(Lookable source) {
    try {
      source.reach();
      ok("source", "%s", source.watched());
    } catch (IOException | RuntimeException e) {
      bad(
          "source",
          "%s: %s",
          source.watched(),
          NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
  }
}
