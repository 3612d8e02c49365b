package dev.sitedrop.intake;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The albums of each company apart: while one cannot be asked, nobody waits for another's. */
@Component
class AlbumsOfCompanies {
  private final ProducerTemplate template;
  private final Clock clock;
  private final Map<String, Albums> ofCompanies = new ConcurrentHashMap<>();

  AlbumsOfCompanies(ProducerTemplate template, Clock clock) {
    this.template = template;
    this.clock = clock;
  }

  Albums at(String destination) {
    return ofCompanies.computeIfAbsent(
        destination, first -> new Albums(template, clock, destination));
  }
}
