package dev.sitedrop;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.cli.Commands;
import dev.sitedrop.cli.Look;
import dev.sitedrop.cli.Program;
import dev.sitedrop.intake.rule.Rules;
import dev.sitedrop.ledger.Lanes;
import dev.sitedrop.ledger.OwnSpool;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.sandbox.SandboxWanted;
import dev.sitedrop.words.FailureText;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** SiteDrop, or, with the profile {@code sandbox}, the Procore sandbox alone. */
@SpringBootConfiguration
@EnableAutoConfiguration(
    // traces are made by dev.sitedrop.signals, and only if they are wanted
    exclude = {
      OpenTelemetryAutoConfiguration.class,
      OpenTelemetryLoggingAutoConfiguration.class,
      OtlpLoggingAutoConfiguration.class
    })
public class SiteDrop {
  public static void main(String[] arguments) {
    Commands.main(
        arguments,
        new Program() {
          @Override
          public void run(String[] settings) {
            SiteDrop.run(settings);
          }

          @Override
          public Look look(String[] settings) {
            return Looking.open(settings);
          }
        });
  }

  private static void run(String[] settings) {
    Logger log = LoggerFactory.getLogger("sitedrop");
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> log.warn("{} ended: {}", thread.getName(), FailureText.of(failure)));
    SpringApplication.run(SiteDrop.class, settings);
  }

  /** A Procore of our own. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(SandboxWanted.class)
  @ComponentScan("dev.sitedrop.sandbox")
  @ConfigurationPropertiesScan("dev.sitedrop.sandbox")
  static class Sandbox {}

  /** Only the sandbox runs. */
  @Configuration(proxyBeanMethods = false)
  @Profile("sandbox")
  @Import(SandboxWelcome.class)
  static class SandboxAlone {}

  /** What a start says and asks for; it is not looked at by those who only look. */
  @Configuration(proxyBeanMethods = false)
  @Profile("!sandbox & !look")
  @Import({LoginCheck.class, Welcome.class})
  static class Start {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesAtOnce(
        ServerProperties server) {
      int threads = server.getTomcat().getThreads().getMax();
      return tomcat -> {
        tomcat.addEngineValves(new BodiesAtOnce(Math.max(1, threads / 2)));
        tomcat.addConnectorCustomizers(NothingLeft::of);
      };
    }
  }

  /**
   * Only what is asked for is made; a mistake in a setting or a rule is told first all the same,
   * and Camel has its routes by the time that somebody asks for them.
   */
  @Configuration(proxyBeanMethods = false)
  @Profile("look")
  static class OnlyLooks {
    @Bean
    static LazyInitializationExcludeFilter settingsFirst() {
      return (name, definition, type) ->
          type == Rules.class
              || CamelContext.class.isAssignableFrom(type)
              || AnnotatedElementUtils.hasAnnotation(type, ConfigurationProperties.class);
    }
  }

  /** The pages, and who may use them and the API. */
  @Configuration(proxyBeanMethods = false)
  @Profile("!sandbox & !look")
  @ComponentScan("dev.sitedrop.console")
  @ConfigurationPropertiesScan("dev.sitedrop.console")
  static class Console {}

  /** Everything that takes files in and delivers them; absent where only the sandbox runs. */
  @Configuration(proxyBeanMethods = false)
  @Profile("!sandbox")
  @ComponentScan({
    "dev.sitedrop.claim",
    "dev.sitedrop.ledger",
    "dev.sitedrop.procore",
    "dev.sitedrop.status",
    "dev.sitedrop.intake",
    "dev.sitedrop.delivery",
    "dev.sitedrop.signals",
    "dev.sitedrop.api"
  })
  @Import({RoutesCheck.class, CompaniesOfSources.class})
  @ConfigurationPropertiesScan({
    "dev.sitedrop.claim",
    "dev.sitedrop.ledger",
    "dev.sitedrop.procore",
    "dev.sitedrop.status",
    "dev.sitedrop.intake",
    "dev.sitedrop.delivery",
    "dev.sitedrop.signals"
  })
  static class Uploader {

    /** Each company that has a name has a lane of its own in the schedule. */
    @Bean
    Lanes lanes(Companies companies) {
      return new Lanes(
          companies.all().stream()
              .filter(one -> !one.name().isEmpty())
              .collect(Collectors.toMap(Company::destination, Company::name)));
    }

    @Bean
    HealthIndicator routesHealthIndicator(CamelContext camel) {
      return new RoutesHealth(camel);
    }

    @Bean
    OwnSpool ownSpool(Spool spool) {
      return new OwnSpool(spool.id(), spool.place());
    }
  }
}
