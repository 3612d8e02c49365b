package dev.sitedrop.procore;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The Procores that there are, with the hosts of each ("Development Environments" and "Procore for
 * Government" in Procore's developer documentation). An on-demand sandbox is a company of {@link
 * #PRODUCTION}.
 */
public enum ProcoreEnvironment {
  PRODUCTION("https://api.procore.com", "https://login.procore.com"),
  SANDBOX("https://sandbox.procore.com", "https://login-sandbox.procore.com"),
  MONTHLY("https://api-monthly.procore.com", "https://login-sandbox-monthly.procore.com"),
  FEDERAL("https://api.procoregov.com", "https://login.procoregov.com");

  private final URI api;
  private final URI login;

  ProcoreEnvironment(String api, String login) {
    this.api = URI.create(api);
    this.login = URI.create(login);
  }

  /** The one that a setting names; empty if there is none of this name. */
  public static Optional<ProcoreEnvironment> named(String name) {
    return Arrays.stream(values()).filter(one -> one.label().equals(name)).findFirst();
  }

  /** All names that a setting may have, for a message. */
  public static String names() {
    List<String> names = Arrays.stream(values()).map(ProcoreEnvironment::label).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /** Where its API is. */
  public URI api() {
    return api;
  }

  /** Where its tokens are asked for. */
  URI login() {
    return login;
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
