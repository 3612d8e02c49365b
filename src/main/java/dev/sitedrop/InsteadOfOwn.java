package dev.sitedrop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings for those who only look: whatever would touch a SiteDrop that runs is another one.
 *
 * @param arguments all settings, as a start takes them
 * @param said what is not looked at because of that, by its name
 */
record InsteadOfOwn(List<String> arguments, Map<String, String> said) {

  /**
   * @param scratch a folder that is thrown away afterwards
   */
  static InsteadOfOwn of(String[] settings, Path scratch) {
    Map<String, String> instead = new LinkedHashMap<>();
    instead.put(
        "spring.datasource.url", "jdbc:h2:mem:" + scratch.getFileName() + ";DB_CLOSE_DELAY=-1");
    instead.put("spring.datasource.username", "sitedrop");
    instead.put("spring.datasource.password", "");
    instead.put("spool.place", scratch.resolve("spool").toString());
    instead.put("spool.scratch", scratch.resolve("spool").toString());
    instead.put("camel.main.auto-startup", "false");
    instead.put("logging.file.name", "");
    instead.put("logging.level.root", "off");
    instead.put("logging.level.sitedrop", "off");
    List<String> arguments = new ArrayList<>();
    Map<String, String> said = new LinkedHashMap<>();
    for (String setting : settings) {
      String[] parts = setting.split("=", 2);
      String name = parts[0].replaceFirst("^--", "");
      if (instead.containsKey(name)) {
        said.put(name, parts.length == 2 ? parts[1] : "");
      } else {
        arguments.add(setting);
      }
    }
    instead.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return new InsteadOfOwn(arguments, said);
  }
}
