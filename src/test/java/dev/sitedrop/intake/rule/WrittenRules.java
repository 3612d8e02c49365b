package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.IntakeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** Rules as a user writes them. */
final class WrittenRules {
  private WrittenRules() {}

  /**
   * @param rules the list below {@code intake.rules}; a single line may be one rule
   */
  static Rules of(String... rules) {
    String yaml = "intake:\n  rules:\n    - " + String.join("\n    - ", rules) + "\n";
    try {
      StandardEnvironment environment = new StandardEnvironment();
      new YamlPropertySourceLoader()
          .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
          .forEach(environment.getPropertySources()::addFirst);
      ConfigurationPropertySources.attach(environment);
      IntakeSettings settings = Binder.get(environment).bind("intake", IntakeSettings.class).get();
      return new Rules(settings, new FieldRules(), environment);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
