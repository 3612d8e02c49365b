package dev.sitedrop.console.access;

import dev.sitedrop.console.ConsoleSettings;
import java.net.InetAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/** Who is let in, by what the settings say of users and of the address that is listened on. */
@Component
class ConsoleDoors {
  private final ConsoleSettings settings;
  private final InetAddress address;
  private final boolean elsewhere;

  ConsoleDoors(
      ConsoleSettings settings,
      @Value("${server.address}") InetAddress address,
      ObjectProvider<ClientRegistrationRepository> elsewhere) {
    this.settings = settings;
    this.address = address;
    this.elsewhere = elsewhere.getIfAvailable() != null;
  }

  /** Whether people have to say who they are. */
  boolean areLocked() {
    return !settings.users().isEmpty() || elsewhere;
  }

  /** Whether nobody is let in at all: nobody could say who they are, and all could come. */
  boolean areWalledUp() {
    return !areLocked() && !address.isLoopbackAddress();
  }

  /** Whether people may log in with an account that another server knows. */
  boolean haveSingleSignOn() {
    return elsewhere;
  }

  /** Whether somebody has a password. */
  boolean haveForm() {
    return settings.users().values().stream().anyMatch(user -> user.hasPassword());
  }
}
