package dev.sitedrop.signals.alert;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether anybody is to be alerted. */
class AlertsWanted implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Environment environment = context.getEnvironment();
    return isSaid(environment, "alert.webhook")
        || isSaid(environment, "alert.mail-to")
        || isSaid(environment, "alert.mail-to[0]");
  }

  private static boolean isSaid(Environment environment, String property) {
    return !environment.getProperty(property, "").isBlank();
  }
}
