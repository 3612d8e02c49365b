package dev.sitedrop;

import dev.sitedrop.ledger.DeliveryAttempt;
import dev.sitedrop.ledger.Lanes;
import dev.sitedrop.ledger.OwnSpool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;

/** One of several copies of the ledger, without anything around it, that share a database. */
@EnableAutoConfiguration
@ComponentScan("dev.sitedrop.ledger")
@ConfigurationPropertiesScan("dev.sitedrop.ledger")
public class LedgerCopy {

  /** Starts one that runs what is due by this attempt; whoever starts it closes it. */
  public static ConfigurableApplicationContext start(
      String url, DeliveryAttempt attempt, String... properties) {
    return start(url, attempt, null, properties);
  }

  /** The same for one that sees this spool; null for one that sees whatever there is. */
  public static ConfigurableApplicationContext start(
      String url, DeliveryAttempt attempt, OwnSpool spool, String... properties) {
    ApplicationContextInitializer<GenericApplicationContext> withAttempt =
        context -> {
          context.registerBean(DeliveryAttempt.class, () -> attempt);
          context.registerBean(Lanes.class, () -> new Lanes(Map.of("somewhere else", "elsewhere")));
          if (spool != null) {
            context.registerBean(OwnSpool.class, () -> spool);
          }
        };
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.autoconfigure.exclude="
                    + "org.apache.camel.spring.boot.CamelAutoConfiguration",
                "--sitedrop.home=target/homes/copies",
                "--logging.file.name=",
                "--server.port=0",
                "--db-scheduler.polling-interval=50ms",
                "--spring.datasource.hikari.maximum-pool-size=8",
                "--delivery.workers=4",
                "--spring.datasource.url=" + url));
    for (String property : properties) {
      arguments.add("--" + property);
    }
    return new SpringApplicationBuilder(LedgerCopy.class)
        .web(WebApplicationType.NONE)
        .initializers(withAttempt)
        .run(arguments.toArray(String[]::new));
  }
}
