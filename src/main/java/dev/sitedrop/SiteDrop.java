package dev.sitedrop;

import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.Destination;
import dev.sitedrop.ledger.OwnSpool;
import dev.sitedrop.procore.ProcoreAccount;
import dev.sitedrop.sandbox.SandboxWanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** Starts SiteDrop, or, with the profile {@code sandbox}, the Procore sandbox alone. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class SiteDrop {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  public static void main(String[] arguments) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.warn("{} ended: {}", thread.getName(), failure.toString()));
    SpringApplication.run(SiteDrop.class, arguments);
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

  /** Everything that takes files in and delivers them; absent where only the sandbox runs. */
  @Configuration(proxyBeanMethods = false)
  @Profile("!sandbox")
  @ComponentScan({
    "dev.sitedrop.claim",
    "dev.sitedrop.ledger",
    "dev.sitedrop.procore",
    "dev.sitedrop.intake",
    "dev.sitedrop.delivery"
  })
  @Import({RoutesCheck.class, LoginCheck.class, Welcome.class})
  @ConfigurationPropertiesScan({
    "dev.sitedrop.claim",
    "dev.sitedrop.ledger",
    "dev.sitedrop.procore",
    "dev.sitedrop.intake",
    "dev.sitedrop.delivery"
  })
  static class Uploader {

    @Bean
    Destination destination(ProcoreAccount account) {
      return account::destination;
    }

    @Bean
    OwnSpool ownSpool(Spool spool) {
      return new OwnSpool(spool.id(), spool.place());
    }
  }
}
