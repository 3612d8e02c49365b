package dev.sitedrop.ledger;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The ledger is the embedded database, which one process has to itself. */
class OnH2 implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return context.getEnvironment().getProperty("spring.datasource.url", "").startsWith("jdbc:h2:");
  }
}
