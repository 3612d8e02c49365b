package dev.sitedrop.intake.rule;

import dev.sitedrop.intake.FieldRules;
import dev.sitedrop.intake.IntakeSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
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
      List<PropertySource<?>> sources =
          new YamlPropertySourceLoader()
              .load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
      IntakeSettings settings =
          new Binder(ConfigurationPropertySources.from(sources))
              .bind("intake", Bindable.of(IntakeSettings.class))
              .get();
      return new Rules(settings, new FieldRules());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
