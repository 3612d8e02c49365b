package dev.sitedrop.console.access;

import dev.sitedrop.console.ConsoleUser;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The users of the settings; the case of a name does not count. */
class SettingsUsers implements UserDetailsService {
  private final Map<String, ConsoleUser> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  SettingsUsers(Map<String, ConsoleUser> users) {
    this.users.putAll(users);
  }

  @Override
  public UserDetails loadUserByUsername(String name) {
    ConsoleUser user = users.get(name);
    if (user == null) {
      throw new UsernameNotFoundException("no such user");
    }
    return User.withUsername(name.toLowerCase(Locale.ROOT))
        .password(user.hash())
        .roles(rolesOf(user))
        .build();
  }

  /** An operator may do what a viewer may. */
  static String[] rolesOf(ConsoleUser user) {
    return user.role() == ConsoleUser.Role.OPERATOR
        ? new String[] {"VIEWER", "OPERATOR"}
        : new String[] {"VIEWER"};
  }
}
