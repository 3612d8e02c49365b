package dev.sitedrop.procore;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who Procore is, and how its HTTP client behaves. */
@Configuration(proxyBeanMethods = false)
class ProcoreConfiguration {
  private static final Map<String, URI> API =
      Map.of(
          "production", URI.create("https://api.procore.com"),
          "sandbox", URI.create("https://sandbox.procore.com"));
  private static final Map<String, URI> LOGIN =
      Map.of(
          "production", URI.create("https://login.procore.com"),
          "sandbox", URI.create("https://login-sandbox.procore.com"));

  @Bean
  ProcoreAccount procoreAccount(ProcoreSettings settings, Environment environment) {
    if (settings.clientId().isBlank()) {
      return builtInSandbox(environment);
    }
    URI api =
        settings.apiUrl() == null ? API.get(settings.environment()) : settings.apiUrl();
    URI login =
        settings.loginUrl() == null ? LOGIN.get(settings.environment()) : settings.loginUrl();
    return new ProcoreAccount(
        settings.clientId(),
        settings.clientSecret(),
        settings.companyId(),
        api.toString(),
        () -> api,
        () -> login);
  }

  private static ProcoreAccount builtInSandbox(Environment environment) {
    Supplier<URI> here =
        () ->
            URI.create(
                "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    return new ProcoreAccount(
        environment.getRequiredProperty("sandbox.client-id"),
        environment.getRequiredProperty("sandbox.client-secret"),
        environment.getRequiredProperty("sandbox.company-id"),
        "the built-in sandbox",
        here,
        here);
  }

  /**
   * No redirect is followed (the bearer token would go along), nothing is repeated behind our back
   * (a POST twice is two resources), and no body is unpacked (a small answer could become a huge
   * one).
   */
  @Bean
  HttpClientConfigurer plainHttpClient() {
    return builder ->
        builder
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("SiteDrop");
  }
}
