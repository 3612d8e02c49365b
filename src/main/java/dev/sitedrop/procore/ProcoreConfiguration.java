package dev.sitedrop.procore;

import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.FluentProducerTemplate;
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

/** Which companies there are, and how its HTTP client behaves. */
@Configuration(proxyBeanMethods = false)
class ProcoreConfiguration {
  /** Of each company: more than it has workers, so that nobody waits for a connection. */
  private static final int CONNECTIONS = 64;

  @Bean
  Companies companies(
      ProcoreSettings settings,
      Environment environment,
      FluentProducerTemplate template,
      Clock clock,
      RateStores rateStores,
      @Qualifier("rateTimer") ScheduledExecutorService timer) {
    AccountsOfSettings accounts = new AccountsOfSettings(settings, environment);
    List<ProcoreAccount> all = accounts.all();
    Map<String, RateBudget> budgets = new HashMap<>();
    List<AccessToken> tokens = new ArrayList<>();
    List<Company> companies = new ArrayList<>();
    for (ProcoreAccount account : all) {
      String limit = account.rateLimit();
      budgets.computeIfAbsent(
          limit,
          name -> {
            String sharing = procore(all, one -> one.rateLimit().equals(name));
            return new RateBudget(rateStores.of(name), clock, sharing, timer);
          });
      companies.add(
          new Company(
              account,
              tokenOf(account, tokens, template, clock),
              budgets.get(limit),
              new Circuit(clock, procore(all, account::equals)),
              new StorageUrl(account, accounts.storageHosts(account))));
    }
    return new Companies(companies);
  }

  /** The same for all who log in as one: a new token might end the validity of the one before. */
  private static AccessToken tokenOf(
      ProcoreAccount account,
      List<AccessToken> tokens,
      FluentProducerTemplate template,
      Clock clock) {
    for (AccessToken token : tokens) {
      if (token.isFor(account)) {
        return token;
      }
    }
    AccessToken token = new AccessToken(template, clock, account);
    tokens.add(token);
    return token;
  }

  /**
   * What Procore is called in a log line: with the companies that are meant if there are others.
   */
  private static String procore(List<ProcoreAccount> all, Predicate<ProcoreAccount> meant) {
    if (all.size() == 1) {
      return "Procore";
    }
    return all.stream()
        .filter(meant)
        .map(one -> one.name().isEmpty() ? "company " + one.companyId() : one.name())
        .collect(Collectors.joining(", ", "Procore (", ")"));
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService stallTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("stall-guard-"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /**
   * Of its own: it asks the database, which may take long, and a stalled connection must not wait.
   */
  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService rateTimer() {
    return new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("rate-budget-"));
  }

  /** Copies of SiteDrop can share a database only if it is a server. */
  @Bean
  RateStores rateStores(
      Clock clock, DataSource dataSource, JdbcClient jdbc, PlatformTransactionManager transactions)
      throws MetaDataAccessException {
    String product =
        JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName);
    return DatabaseDriver.fromProductName(product) == DatabaseDriver.POSTGRESQL
        ? limit -> new SharedRateStore(jdbc, transactions, limit)
        : limit -> new OwnRateStore(clock);
  }

  /** Every call, to the API, the login and the storage, is made by a client of this kind. */
  @Bean
  ComponentCustomizer httpCalls(
      ProcoreSettings settings, @Qualifier("stallTimer") ScheduledExecutorService stallTimer) {
    int connections = CONNECTIONS * (1 + settings.companies().size());
    StallGuard stallGuard = new StallGuard(stallTimer, settings.responseTimeout());
    return ComponentCustomizer.builder(HttpComponent.class)
        .build(
            (name, http) -> {
              http.setHttpClientConfigurer(client -> plain(client, stallGuard));
              http.setConnectTimeout(settings.connectTimeout().toMillis());
              http.setConnectionRequestTimeout(settings.responseTimeout().toMillis());
              http.setResponseTimeout(settings.responseTimeout().toMillis());
              http.setSoTimeout(settings.responseTimeout().toMillis());
              http.setConnectionsPerRoute(connections);
              http.setMaxTotalConnections(2 * connections);
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
        .setUserAgent(userAgent());
  }

  /** By name and version Procore's support finds our calls. */
  private static String userAgent() {
    String version = ProcoreConfiguration.class.getPackage().getImplementationVersion();
    return version == null ? "SiteDrop" : "SiteDrop/" + version;
  }
}
