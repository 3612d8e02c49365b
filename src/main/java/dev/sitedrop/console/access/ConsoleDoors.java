package dev.sitedrop.console.access;

import dev.sitedrop.console.ConsoleSettings;
import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who is let in, by what the settings say of users and of the address that is listened on. */
@Component
class ConsoleDoors {
  private final ConsoleSettings settings;
  private final InetAddress address;

  ConsoleDoors(ConsoleSettings settings, @Value("${server.address}") InetAddress address) {
    this.settings = settings;
    this.address = address;
  }

  /** Whether people have to say who they are. */
  boolean areLocked() {
    return !settings.users().isEmpty();
  }

  /** Whether nobody is let in at all: nobody could say who they are, and all could come. */
  boolean areWalledUp() {
    return !areLocked() && !address.isLoopbackAddress();
  }
}
