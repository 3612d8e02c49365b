package dev.sitedrop.procore;

import java.net.URI;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** Who Procore is, and how its HTTP client behaves. */
@Configuration(proxyBeanMethods = false)
class ProcoreConfiguration {
  /** More than there are workers, so that nobody waits for a connection. */
  private static final int CONNECTIONS = 64;

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
    URI api = settings.apiUrl() == null ? API.get(settings.environment()) : settings.apiUrl();
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
            URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"));
    return new ProcoreAccount(
        environment.getRequiredProperty("sandbox.client-id"),
        environment.getRequiredProperty("sandbox.client-secret"),
        environment.getRequiredProperty("sandbox.company-id"),
        "the built-in sandbox",
        here,
        here);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService stallTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("stall-guard-"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Copies of SiteDrop can share a database only if it is a server. */
  @Bean
  RateBudget rateBudget(
      ProcoreAccount account,
      Clock clock,
      @Qualifier("stallTimer") ScheduledExecutorService timer,
      DataSource dataSource,
      JdbcClient jdbc,
      PlatformTransactionManager transactions)
      throws MetaDataAccessException {
    String product =
        JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
    RateStore store =
        DatabaseDriver.fromProductName(product) == DatabaseDriver.POSTGRESQL
            ? new SharedRateStore(jdbc, transactions, account.destination())
            : new OwnRateStore(clock);
    return new RateBudget(store, clock, timer);
  }

  /** Every call, to the API, the login and the storage, is made by a client of this kind. */
  @Bean
  ComponentCustomizer httpCalls(
      ProcoreSettings settings, @Qualifier("stallTimer") ScheduledExecutorService stallTimer) {
    StallGuard stallGuard = new StallGuard(stallTimer, settings.responseTimeout());
    return ComponentCustomizer.builder(HttpComponent.class)
        .build(
            (name, http) -> {
              http.setHttpClientConfigurer(client -> plain(client, stallGuard));
              http.setConnectTimeout(settings.connectTimeout().toMillis());
              http.setConnectionRequestTimeout(settings.responseTimeout().toMillis());
              http.setResponseTimeout(settings.responseTimeout().toMillis());
              http.setSoTimeout(settings.responseTimeout().toMillis());
              http.setConnectionsPerRoute(CONNECTIONS);
              http.setMaxTotalConnections(2 * CONNECTIONS);
              http.setFollowRedirects(false);
            });
  }

  /**
   * No redirect is followed (the bearer token would go along), nothing is repeated behind our back
   * (a POST twice is two resources), and no body is unpacked (a small answer could become a huge
   * one).
   */
  private static void plain(HttpClientBuilder client, StallGuard stallGuard) {
    client
        .addExecInterceptorFirst("stall-guard", stallGuard)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .addRequestInterceptorLast(new RequestTarget())
        .addRequestInterceptorLast(new LastLook())
        .setUserAgent("SiteDrop");
  }
}
