package dev.sitedrop.console.access;

import dev.sitedrop.console.ConsoleSettings;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may do what over HTTP. The built-in sandbox, health and metrics ask nobody who he is; the API
 * asks programs and pages; all else is pages.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
  private static final String VIEWER = "VIEWER";
  private static final String OPERATOR = "OPERATOR";

  /** Nothing from elsewhere, nothing inline, and in no frame. */
  private static final String POLICY =
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private final ConsoleSettings settings;
  private final ConsoleDoors doors;

  SecurityConfiguration(ConsoleSettings settings, ConsoleDoors doors) {
    this.settings = settings;
    this.doors = doors;
  }

  @Bean
  AuthenticationProvider logins() {
    DaoAuthenticationProvider passwords =
        new DaoAuthenticationProvider(new SettingsUsers(settings.users()));
    passwords.setPasswordEncoder(new BCryptPasswordEncoder());
    return new SlowLogins(passwords, Clock.systemUTC());
  }

  /** Storage URLs hold encoded slashes, as those of the real one do. */
  @Bean
  HttpFirewall firewall() {
    return new FirewallBesideStorage(new StrictHttpFirewall());
  }

  @Bean
  @Order(1)
  SecurityFilterChain untouched() {
    return new DefaultSecurityFilterChain(Asked::ofTheSandbox, List.of());
  }

  /** Open to whoever asks this machine, and to no page of another site. */
  @Bean
  @Order(1)
  SecurityFilterChain sandboxLookedAt() {
    return new DefaultSecurityFilterChain(
        Asked::ofTheSandboxAccount,
        doors.areLocked() ? List.of() : List.of(KnownHosts.ofThisMachine(settings.hosts())));
  }

  /**
   * Open to all who know its name, as probes need it; of health, those see more who say who they
   * are.
   */
  @Bean
  @Order(2)
  SecurityFilterChain health(HttpSecurity http) throws Exception {
    http.securityMatcher(EndpointRequest.to("health", "prometheus"))
        .authorizeHttpRequests(may -> may.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(one -> one.sessionCreationPolicy(SessionCreationPolicy.NEVER));
    if (doors.areLocked()) {
      http.httpBasic(Customizer.withDefaults());
    } else {
      http.addFilterAfter(KnownHosts.ofNetworksToo(settings.hosts()), HeaderWriterFilter.class);
    }
    return http.build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain api(HttpSecurity http) throws Exception {
    ApiRefusals refusals = new ApiRefusals(doors);
    http.securityMatcher(path("/api/**"));
    secure(http);
    http.authorizeHttpRequests(
            may -> {
              if (doors.areWalledUp()) {
                may.anyRequest().denyAll();
                return;
              }
              may.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
              if (settings.readOnly()) {
                may.requestMatchers(Asked::toChange).denyAll();
              }
              may.requestMatchers(Asked::toChange).hasRole(OPERATOR).anyRequest().hasRole(VIEWER);
            })
        .csrf(
            csrf ->
                csrf.csrfTokenRepository(tokens())
                    .csrfTokenRequestHandler(new TokenInHeader())
                    .requireCsrfProtectionMatcher(
                        request -> Asked.toChange(request) && !Asked.byAProgram(request)))
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(one -> one.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .exceptionHandling(
            failed -> failed.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
    if (doors.areLocked()) {
      http.httpBasic(basic -> basic.authenticationEntryPoint(refusals));
    }
    return http.build();
  }

  @Bean
  @Order(4)
  SecurityFilterChain pages(HttpSecurity http) throws Exception {
    secure(http);
    http.authorizeHttpRequests(
        may -> {
          if (doors.areWalledUp()) {
            may.anyRequest().denyAll();
            return;
          }
          may.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR).permitAll();
          may.requestMatchers(
                  path("/console/**"),
                  path("/favicon.ico"),
                  path("/webjars/**"),
                  path("/login"),
                  path("/error"))
              .permitAll();
          may.requestMatchers(EndpointRequest.toAnyEndpoint()).hasRole(OPERATOR);
          may.requestMatchers(path("/drop")).hasRole(OPERATOR);
          may.requestMatchers(Asked::toChange).hasRole(OPERATOR).anyRequest().hasRole(VIEWER);
        });
    http.csrf(csrf -> csrf.csrfTokenRepository(tokens()))
        .exceptionHandling(failed -> failed.accessDeniedHandler(new PageRefusals()))
        .requestCache(wanted -> wanted.requestCache(pagesOnly()));
    if (doors.areLocked()) {
      http.exceptionHandling(failed -> failed.authenticationEntryPoint(new LoginFirst()));
      http.formLogin(
          form ->
              form.loginPage("/login")
                  .failureHandler(
                      (request, response, e) ->
                          response.sendRedirect("/login?" + (isHeldBack(e) ? "wait" : "wrong"))));
      http.logout(out -> out.logoutSuccessUrl("/login?out"));
    } else {
      http.logout(AbstractHttpConfigurer::disable);
    }
    return http.build();
  }

  /** In cookies: strangers could fill the memory with sessions, and a restart would forget them. */
  private static CsrfTokenRepository tokens() {
    CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("SITEDROP-TOKEN");
    tokens.setHeaderName("X-CSRF-TOKEN");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
    return tokens;
  }

  /** What a login leads back to; a part of a page, or its events, would be shown as text. */
  private static CookieRequestCache pagesOnly() {
    CookieRequestCache wanted = new CookieRequestCache();
    wanted.setRequestMatcher(Asked::forAPage);
    return wanted;
  }

  private static boolean isHeldBack(Exception e) {
    return e instanceof LockedException;
  }

  private void secure(HttpSecurity http) throws Exception {
    http.headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                    .permissionsPolicyHeader(
                        permissions -> permissions.policy("geolocation=(), microphone=()"))
                    .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                    .frameOptions(frame -> frame.deny()))
        .addFilterAfter(new OwnPagesOnly(), HeaderWriterFilter.class);
    if (!doors.areLocked()) {
      http.addFilterAfter(KnownHosts.ofThisMachine(settings.hosts()), HeaderWriterFilter.class);
      http.anonymous(
          anybody -> anybody.principal("this machine").authorities("ROLE_VIEWER", "ROLE_OPERATOR"));
    }
  }

  private static RequestMatcher path(String pattern) {
    return PathPatternRequestMatcher.withDefaults().matcher(pattern);
  }
}
