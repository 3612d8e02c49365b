package dev.sitedrop.sandbox;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The sandbox runs alone by its profile, and beside SiteDrop when no company is set. */
public class SandboxWanted implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return context.getEnvironment().acceptsProfiles(Profiles.of("sandbox"))
        || !isAnyCompanySet(context.getEnvironment());
  }

  private static boolean isAnyCompanySet(Environment environment) {
    return !environment.getProperty("procore.client-id", "").isBlank()
        || Binder.get(environment)
            .bind("procore.companies", Bindable.mapOf(String.class, Object.class))
            .isBound();
  }
}
