package dev.sitedrop.procore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

class AccountsOfSettingsTest {
  private static ProcoreSettings settings(Map<String, String> said) {
    return new Binder(new MapConfigurationPropertySource(said))
        .bindOrCreate("procore", ProcoreSettings.class);
  }

  private static ProcoreAccount account(Map<String, String> said) {
    return new AccountsOfSettings(settings(said), new MockEnvironment()).all().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "'', api.procore.com, login.procore.com",
    "production, api.procore.com, login.procore.com",
    "sandbox, sandbox.procore.com, login-sandbox.procore.com",
    "monthly, api-monthly.procore.com, login-sandbox-monthly.procore.com",
    "' federal ', api.procoregov.com, login.procoregov.com",
  })
  void anEnvironmentHasAnApiAndALogin(String environment, String api, String login) {
    ProcoreAccount only =
        account(Map.of("procore.company-id", "7", "procore.environment", environment));
    ProcoreAccount named =
        account(
            Map.of(
                "procore.companies.north.company-id",
                "7",
                "procore.companies.north.environment",
                environment));

    assertThat(only.apiUrl()).hasToString("https://" + api);
    assertThat(only.loginUrl()).hasToString("https://" + login);
    assertThat(named.apiUrl()).isEqualTo(only.apiUrl());
    assertThat(named.loginUrl()).isEqualTo(only.loginUrl());
  }

  @Test
  void federalStorageIsKnown() {
    ProcoreSettings settings =
        settings(Map.of("procore.company-id", "7", "procore.environment", "federal"));
    AccountsOfSettings accounts = new AccountsOfSettings(settings, new MockEnvironment());
    ProcoreAccount account = accounts.all().get(0);
    String url = "https://storage.procoregov.com/x";

    assertThat(new StorageUrl(account, accounts.storageHosts(account)).checked(url)).isEqualTo(url);
  }

  @Test
  void settingsAreNamedWhereTheyWereSaid() {
    ProcoreAccount own =
        account(
            Map.of(
                "procore.client-id", "a",
                "procore.client-secret", "b",
                "procore.companies.north.company-id", "7",
                "procore.companies.north.environment", "sandbox"));

    assertThat(own.credentials()).isEqualTo("PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET");
    assertThat(own.loginSettings()).startsWith("PROCORE_COMPANIES_NORTH_LOGIN_URL");
    assertThat(own.storageSetting()).isEqualTo("PROCORE_COMPANIES_NORTH_STORAGE_HOSTS");
  }
}
