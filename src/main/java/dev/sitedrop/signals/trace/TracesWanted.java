package dev.sitedrop.signals.trace;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether traces go anywhere; otherwise none of it is started. */
class TracesWanted implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    return !environment.getProperty("traces.endpoint", "").isBlank()
        || !environment.getProperty("traces.collector", "").isBlank();
  }
}
