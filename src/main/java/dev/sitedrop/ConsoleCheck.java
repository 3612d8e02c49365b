package dev.sitedrop;

import dev.sitedrop.console.ConsoleUser;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at who may use the console, before anything is started. No message holds a password. */
final class ConsoleCheck {
  private final Environment environment;

  ConsoleCheck(Environment environment) {
    this.environment = environment;
  }

  /**
   * @throws StartRefused if others could use it without being asked who they are, or if a password
   *     is written as it is
   */
  void check() {
    Map<String, ConsoleUser> users =
        Binder.get(environment)
            .bind("console.users", Bindable.mapOf(String.class, ConsoleUser.class))
            .orElse(Map.of());
    users.forEach((name, user) -> check(name, user));
    if (isEnabled() && users.isEmpty() && !isOnLoopback()) {
      throw new StartRefused(
          "SERVER_ADDRESS is '"
              + environment.getProperty("server.address", "")
              + "', where others reach the console, and it has no users. Set"
              + " CONSOLE_USERS_<NAME>_PASSWORD and _ROLE, or CONSOLE_ENABLED=false, or leave"
              + " SERVER_ADDRESS at 127.0.0.1.");
    }
  }

  private void check(String name, ConsoleUser user) {
    String setting = WrongSetting.variable("console.users." + name + ".password");
    if (user.hasPassword() && !user.isHashed()) {
      throw new StartRefused(
          setting
              + " is no bcrypt hash. Make one with `htpasswd -nBC 12 "
              + name
              + "` (of apache2-utils), and set it to what comes after the colon.");
    }
    if (!user.hasPassword()) {
      throw new StartRefused(
          setting
              + " is not set. Set it to a bcrypt hash, such as $2y$12$… of `htpasswd -nBC 12`.");
    }
  }

  private boolean isEnabled() {
    return environment.getProperty("console.enabled", Boolean.class, true);
  }

  /** What is no address at all is told by who listens on it. */
  private boolean isOnLoopback() {
    String said = environment.getProperty("server.address", "").strip();
    try {
      return !said.isEmpty() && InetAddress.getByName(said).isLoopbackAddress();
    } catch (UnknownHostException told) {
      return true;
    }
  }
}
