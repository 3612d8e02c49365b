package dev.sitedrop.intake.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.LeftAlone;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door is there where a server is, unless those who look may only look. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "console.read-only", havingValue = "false", matchIfMissing = true)
class DoorConfiguration {

  @Bean
  ServletRegistrationBean<DoorServlet> uploadDoor(
      Spool spool, DoorSettings settings, FolderSettings names, Door door, ObjectMapper json) {
    return new ServletRegistrationBean<>(
        new DoorServlet(spool, settings, new LeftAlone(names), door, json), "/api/drop");
  }
}
