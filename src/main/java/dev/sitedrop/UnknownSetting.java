package dev.sitedrop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Refuses a name that begins like one of ours and is none, in a file or on the command line: who
 * misspells a limit would have none. A variable stops nothing, for others set some that begin
 * alike; Kubernetes does for a service that is called sitedrop. One that is all but a setting is
 * told.
 */
final class UnknownSetting {
  /** In letters: more of them are another word. */
  private static final int SLIP = 2;

  private UnknownSetting() {}

  /**
   * The variables that are no settings and differ from one by a slip, each with the one meant.
   *
   * @param variables by their names
   */
  static Map<String, String> slips(Set<String> variables) {
    KnownSettings known = KnownSettings.ofThisProgram();
    Map<String, String> slips = new TreeMap<>();
    for (String variable : variables) {
      known
          .besides(variable, SLIP)
          .ifPresent(meant -> slips.put(variable, WrongSetting.variable(meant)));
    }
    return slips;
  }

  /**
   * @throws StartRefused that names it, and the one that is written most alike
   */
  static void refuse(ConfigurableEnvironment environment) {
    List<IterableConfigurationPropertySource> said = written(environment);
    if (said.isEmpty()) {
      return;
    }
    KnownSettings known = KnownSettings.ofThisProgram();
    said.stream()
        .flatMap(IterableConfigurationPropertySource::stream)
        .filter(name -> known.isOurs(name) && !known.isKnown(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new StartRefused(known.told(name));
            });
  }

  private static List<IterableConfigurationPropertySource> written(
      ConfigurableEnvironment environment) {
    List<IterableConfigurationPropertySource> written = new ArrayList<>();
    for (ConfigurationPropertySource one : ConfigurationPropertySources.get(environment)) {
      if (one instanceof IterableConfigurationPropertySource names
          && isOfAUser(one.getUnderlyingSource())) {
        written.add(names);
      }
    }
    return written;
  }

  private static boolean isOfAUser(Object source) {
    return source instanceof CommandLinePropertySource<?>
        || source instanceof OriginTrackedMapPropertySource file
            && !file.getName().contains("class path resource"); // those are the defaults
  }
}
