package dev.sitedrop.sandbox;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The sandbox runs alone by its profile, and beside SiteDrop when there are no credentials. */
public class SandboxWanted implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return context.getEnvironment().acceptsProfiles(Profiles.of("sandbox"))
        || context.getEnvironment().getProperty("procore.client-id", "").isBlank();
  }
}
