package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.mail.rule.ProjectNames;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** The projects of each company apart: while one cannot be asked, nobody waits for another's. */
@Component
class ProjectsOfCompanies {
  private final ProducerTemplate template;
  private final Clock clock;
  private final Map<String, ProjectNames> ofCompanies = new ConcurrentHashMap<>();

  ProjectsOfCompanies(ProducerTemplate template, Clock clock) {
    this.template = template;
    this.clock = clock;
  }

  ProjectNames at(String destination) {
    return ofCompanies.computeIfAbsent(
        destination, first -> new ProcoreProjects(template, clock, destination));
  }
}
