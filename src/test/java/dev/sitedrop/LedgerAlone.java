package dev.sitedrop;

import dev.sitedrop.ledger.DeliveryAttempt;
import dev.sitedrop.ledger.Lanes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The ledger without anything around it. Not in the ledger's package, where the whole application
 * would find it too.
 */
@Configuration
@EnableAutoConfiguration
@ComponentScan("dev.sitedrop.ledger")
@ConfigurationPropertiesScan("dev.sitedrop.ledger")
public class LedgerAlone {

  @Bean
  Lanes lanes() {
    return new Lanes(Map.of("somewhere else", "elsewhere"));
  }

  @Bean
  DeliveryAttempt attempt() {
    return id -> new DeliveryAttempt.Result(Optional.empty(), List.of());
  }
}
