package dev.sitedrop.console;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code console.*}.
 *
 * @param enabled whether there are pages
 * @param readOnly whether nothing can be changed over HTTP, by page or API
 * @param users who may log in, by name; with none, the pages are open to this machine
 * @param hosts more names that this machine is called by, where nobody logs in: pages, health and
 *     metrics of any other name in the address are refused
 * @param heicThumbnails whether small pictures of HEIC photos are made, by the converter that is
 *     installed
 */
@Validated
@ConfigurationProperties("console")
public record ConsoleSettings(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("false") boolean readOnly,
    @DefaultValue Map<String, ConsoleUser> users,
    @DefaultValue List<String> hosts,
    @DefaultValue("true") boolean heicThumbnails) {

  public ConsoleSettings {
    users = Map.copyOf(users);
    hosts = List.copyOf(hosts);
  }

  /** Names no hash. */
  @Override
  public String toString() {
    return "console for " + users.keySet();
  }
}
