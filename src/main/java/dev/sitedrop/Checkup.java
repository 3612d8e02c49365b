package dev.sitedrop;

import dev.sitedrop.claim.BucketTrial;
import dev.sitedrop.claim.SpoolSettings;
import dev.sitedrop.cli.CheckScope;
import dev.sitedrop.inspect.Findings;
import dev.sitedrop.inspect.ProcoreInspection;
import dev.sitedrop.intake.Lookable;
import dev.sitedrop.intake.SourceFileMistakes;
import dev.sitedrop.intake.SourceFileMistakes.SourceFileMistake;
import dev.sitedrop.intake.rule.Rules;
import dev.sitedrop.ledger.PostgresTrouble;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/** Looks at all that SiteDrop needs, one thing after the other, and changes none of it. */
final class Checkup {
  private static final long LEAST_FREE = 1L << 30;

  private final ApplicationContext context;
  private final InsteadOfOwn instead;
  private final List<Lookable> sources;
  private final Findings found;

  Checkup(
      ApplicationContext context, InsteadOfOwn instead, List<Lookable> sources, Findings found) {
    this.context = context;
    this.instead = instead;
    this.sources = sources;
    this.found = found;
  }

  void run(CheckScope scope) {
    settings();
    ledger();
    spool();
    disk();
    new ProcoreInspection(context.getBean(ProducerTemplate.class), scope, found)
        .look(context.getBean(Companies.class).all());
    for (SourceFileMistake one : context.getBean(SourceFileMistakes.class).all()) {
      found.bad("source file", "%s: %s", one.file(), one.problem());
    }
    sources.forEach(this::source);
    if (sources.isEmpty()) {
      found.bad("sources", "nothing is watched: no file in routes/sources holds a source");
    }
  }

  /** What is wrong with one of these has been told instead of all that follows. */
  private void settings() {
    UnknownSetting.slips(System.getenv().keySet())
        .forEach(
            (variable, meant) ->
                found.bad(
                    "settings",
                    "%s is no setting and does nothing. Is %s meant?",
                    variable,
                    meant));
    found.ok("settings", "home is %s", context.getEnvironment().getProperty("sitedrop.home"));
    found.ok("routes", "%s", context.getEnvironment().getProperty("sitedrop.routes"));
    found.ok("rules", "%d", context.getBean(Rules.class).count());
  }

  private void ledger() {
    String url = meant("spring.datasource.url");
    if (!url.startsWith("jdbc:postgresql:")) {
      found.ok("ledger", "a file in the home");
      return;
    }
    try (Connection connection =
        DriverManager.getConnection(
            url, meant("spring.datasource.username"), meant("spring.datasource.password"))) {
      found.ok("ledger", "PostgreSQL %s", connection.getMetaData().getDatabaseProductVersion());
    } catch (SQLException e) {
      found.bad("ledger", "PostgreSQL: %s", PostgresTrouble.told(e));
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
      found.ok("spool", "%s", place);
    } catch (IOException e) {
      found.bad("spool", "%s: %s", place, FailureText.of(e));
    }
  }

  private void disk() {
    Path home = Path.of(context.getEnvironment().getProperty("sitedrop.home", "."));
    try {
      long free = Files.getFileStore(home).getUsableSpace();
      String told = String.format("%.1f GB are free for %s", free / 1e9, home);
      if (free < LEAST_FREE) {
        found.bad("disk", "%s. Make space: what is accepted waits there", told);
      } else {
        found.ok("disk", "%s", told);
      }
    } catch (IOException e) {
      found.bad("disk", "%s cannot be looked at (%s)", home, e);
    }
  }

  private void source(Lookable source) {
    try {
      source.reach();
      found.ok("source", "%s", source.watched());
    } catch (IOException | RuntimeException e) {
      found.bad("source", "%s: %s", source.watched(), FailureText.of(e));
    }
  }
}
