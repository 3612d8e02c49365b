package dev.sitedrop.ledger;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The ledger is on PostgreSQL, where several copies of SiteDrop may share it. */
class OnPostgres implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return holds(context.getEnvironment());
  }

  static boolean holds(Environment environment) {
    return environment.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
  }
}
