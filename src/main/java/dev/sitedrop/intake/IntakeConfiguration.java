package dev.sitedrop.intake;

import dev.sitedrop.ledger.ArrivalLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  KnownArrivals knownArrivals(ArrivalLedger arrivals) {
    return arrivals::isKnown;
  }
}
