package dev.sitedrop.procore;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.core.env.Environment;

/** The accounts that the settings name; the start has checked that they are whole. */
final class AccountsOfSettings {
  private final ProcoreSettings settings;
  private final Environment environment;

  AccountsOfSettings(ProcoreSettings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /** The one without a name first, then the others by name; the built-in sandbox if none is set. */
  List<ProcoreAccount> all() {
    List<ProcoreAccount> accounts = new ArrayList<>();
    if (!settings.companyId().isBlank()) {
      accounts.add(
          account(
              "",
              settings.clientId(),
              settings.clientSecret(),
              settings.companyId(),
              new Place(settings.environment(), settings.apiUrl(), settings.loginUrl())));
    } else if (settings.companies().isEmpty()) {
      accounts.add(builtInSandbox());
    }
    new TreeMap<>(settings.companies()).forEach((name, said) -> accounts.add(named(name, said)));
    return accounts;
  }

  /** The hosts that may store the bytes of an account. */
  List<String> storageHosts(ProcoreAccount account) {
    CompanySettings said = settings.companies().get(account.name());
    return said == null || said.storageHosts() == null || said.storageHosts().isEmpty()
        ? settings.storageHosts()
        : said.storageHosts();
  }

  private record Place(String environment, URI api, URI login) {
    URI apiUrl() {
      return api == null ? hosts().api() : api;
    }

    URI loginUrl() {
      return login == null ? hosts().login() : login;
    }

    private ProcoreEnvironment hosts() {
      return ProcoreEnvironment.named(environment).orElseThrow();
    }
  }

  private ProcoreAccount named(String name, CompanySettings said) {
    String here = CompanySettings.isSaid(said.environment()) ? said.environment() : "production";
    return account(
        name,
        said.saysAsWhom() ? said.clientId() : settings.clientId(),
        said.saysAsWhom() ? said.clientSecret() : settings.clientSecret(),
        said.companyId(),
        said.saysWhere()
            ? new Place(here.strip(), said.apiUrl(), said.loginUrl())
            : new Place(settings.environment(), settings.apiUrl(), settings.loginUrl()));
  }

  private ProcoreAccount account(
      String name, String clientId, String clientSecret, String companyId, Place place) {
    URI api = place.apiUrl();
    URI login = place.loginUrl();
    CompanySettings said = settings.companies().get(name);
    String own = name.isEmpty() ? "PROCORE" : variables(name);
    return new ProcoreAccount(
        name,
        clientId.strip(),
        clientSecret.strip(),
        companyId.strip(),
        api.toString(),
        () -> api,
        () -> login,
        said != null && said.saysAsWhom() ? own : "PROCORE",
        said != null && said.saysWhere() ? own : "PROCORE");
  }

  private static String variables(String name) {
    return "PROCORE_COMPANIES_" + name.toUpperCase(Locale.ROOT);
  }

  private ProcoreAccount builtInSandbox() {
    Supplier<URI> here =
        () -> {
          // where the console has a certificate, the sandbox has a port without one
          String port =
              environment.getProperty(
                  "local.sandbox.port", environment.getProperty("local.server.port", ""));
          if (port.isEmpty()) { // of those who only look
            throw new IllegalStateException(
                "the built-in sandbox can be asked only while SiteDrop runs");
          }
          return URI.create("http://127.0.0.1:" + port);
        };
    return new ProcoreAccount(
        "",
        environment.getRequiredProperty("sandbox.client-id"),
        environment.getRequiredProperty("sandbox.client-secret"),
        environment.getRequiredProperty("sandbox.company-id"),
        ProcoreAccount.BUILT_IN,
        here,
        here,
        "PROCORE");
  }
}
