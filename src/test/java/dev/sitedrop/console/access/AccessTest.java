package dev.sitedrop.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.cookie;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.sitedrop.console.ConsoleSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who may do what over HTTP, by settings. */
class AccessTest {
  private static final String HASH = new BCryptPasswordEncoder(4).encode("concrete");

  private static final String[] USERS = {
    "console.users.ann.password=" + HASH,
    "console.users.ann.role=operator",
    "console.users.vic.password={bcrypt}" + HASH
  };

  @FunctionalInterface
  private interface Trial {
    void on(MockMvc web) throws Exception;
  }

  private static void with(Trial trial, String... settings) {
    new WebApplicationContextRunner()
        .withInitializer(
            context ->
                context.getBeanFactory().setConversionService(new ApplicationConversionService()))
        .withConfiguration(
            AutoConfigurations.of(
                PropertyPlaceholderAutoConfiguration.class,
                HttpMessageConvertersAutoConfiguration.class,
                WebMvcAutoConfiguration.class,
                SecurityAutoConfiguration.class))
        .withUserConfiguration(SecurityConfiguration.class, ConsoleDoors.class, Pages.class)
        .withPropertyValues("server.address=127.0.0.1", "access.test=true")
        .withPropertyValues(settings)
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              trial.on(MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build());
            });
  }

  private static RequestPostProcessor host(String name) {
    return request -> {
      request.setServerName(name);
      return request;
    };
  }

  private static RequestPostProcessor servlet(String path, String info) {
    return request -> {
      request.setServletPath(path);
      request.setPathInfo(info);
      return request;
    };
  }

  @Test
  void onThisMachineAnybodyMayLookAndAct() {
    with(
        web -> {
          web.perform(get("/page")).andExpect(status().isOk());
          web.perform(get("/api/list")).andExpect(status().isOk());
          web.perform(post("/act").with(csrf())).andExpect(content().string("this machine"));
        });
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() {
    with(
        web -> {
          web.perform(post("/act")).andExpect(status().isForbidden());
          web.perform(post("/api/act")).andExpect(status().isForbidden());
          web.perform(post("/act").with(csrf()).header("Origin", "http://evil.example"))
              .andExpect(status().isForbidden());
          web.perform(post("/act").with(csrf()).header("Origin", "null"))
              .andExpect(status().isForbidden());
          web.perform(post("/act").with(csrf()).header("Sec-Fetch-Site", "cross-site"))
              .andExpect(status().isForbidden());
        });
  }

  @Test
  void aProgramNeedsNoTokenAndABrowserCannotPassForOne() {
    with(
        web -> {
          web.perform(post("/api/act").header("X-SiteDrop", "cli")).andExpect(status().isOk());
          web.perform(post("/api/act").header("X-SiteDrop", "cli").header("Cookie", "SITEDROP=1"))
              .andExpect(status().isForbidden());
          web.perform(
                  post("/api/act")
                      .header("X-SiteDrop", "cli")
                      .header("Sec-Fetch-Site", "same-origin"))
              .andExpect(status().isForbidden());
          web.perform(post("/act").header("X-SiteDrop", "cli")).andExpect(status().isForbidden());
        });
  }

  @Test
  void theApiTakesItsTokenFromTheHeaderAlone() {
    with(
        web -> {
          web.perform(post("/api/act").with(csrf().asHeader())).andExpect(status().isOk());
          web.perform(post("/api/act").with(csrf())).andExpect(status().isForbidden());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "10.0.0.7", "localhost.evil"})
  void aNameThatThisMachineDoesNotHaveIsRefused(String name) {
    with(
        web -> {
          web.perform(get("/page").with(host(name))).andExpect(status().is(421));
          web.perform(get("/api/list").with(host(name)))
              .andExpect(status().is(421))
              .andExpect(jsonPath("$.title").value("Misdirected Request"));
          web.perform(
                  get("/sandbox/account").with(host(name)).with(servlet("/sandbox/account", null)))
              .andExpect(status().is(421));
        });
  }

  @Test
  void aNameOfTheSettingsIsKnown() {
    with(
        web -> web.perform(get("/page").with(host("Site.Example"))).andExpect(status().isOk()),
        "console.hosts=site.example");
  }

  @Test
  void theSandboxHealthAndStorageAreAsTheyWere() {
    with(
        web -> {
          web.perform(
                  post("/rest/v1.0/images")
                      .with(host("procore.example"))
                      .with(servlet("/rest/v1.0/images", null)))
              .andExpect(status().isOk())
              .andExpect(header().doesNotExist("Content-Security-Policy"));
          web.perform(get("/storage/objects%2Fwith").with(servlet("/storage", "/objects/with")))
              .andExpect(status().isNotFound());
        },
        USERS);
  }

  @Test
  void withUsersPagesAskWhoSomebodyIs() {
    with(
        web -> {
          MvcResult asked =
              web.perform(get("/page"))
                  .andExpect(redirectedUrl("http://localhost/login"))
                  .andReturn();
          assertThat(asked.getRequest().getSession(false)).isNull();
          web.perform(get("/api/list"))
              .andExpect(status().isUnauthorized())
              .andExpect(header().string("WWW-Authenticate", containsString("Basic")));
          web.perform(get("/api/list").header("Sec-Fetch-Mode", "cors"))
              .andExpect(header().doesNotExist("WWW-Authenticate"));
          MockHttpSession ann = login(web, "ann", "concrete");
          web.perform(get("/page").session(ann)).andExpect(status().isOk());
          web.perform(post("/act").session(ann).with(csrf())).andExpect(content().string("ann"));
        },
        USERS);
  }

  @Test
  void aLoginLeadsBackToPagesOnly() {
    with(
        web -> {
          web.perform(get("/deliveries?text=wall").accept("text/html"))
              .andExpect(redirectedUrl("http://localhost/login"))
              .andExpect(cookie().exists("REDIRECT_URI"));
          for (String other : List.of("/live/events", "/live", "/deliveries/1/live", "/nothing")) {
            web.perform(get(other).accept("text/html"))
                .andExpect(cookie().doesNotExist("REDIRECT_URI"));
          }
          web.perform(get("/").accept("image/*")).andExpect(cookie().doesNotExist("REDIRECT_URI"));
        },
        USERS);
  }

  @Test
  void theIconOfABrowserTakesNoTokenFromTheLogin() {
    with(
        web ->
            web.perform(get("/favicon.ico"))
                .andExpect(status().isNotFound()) // of these pages; it is not led to the login
                .andExpect(header().doesNotExist("Set-Cookie")),
        USERS);
  }

  @Test
  void aPartOfAPageIsNotLedToTheLogin() {
    with(
        web ->
            web.perform(get("/live").header("HX-Request", "true"))
                .andExpect(status().isUnauthorized())
                .andExpect(header().string("HX-Refresh", "true")),
        USERS);
  }

  @Test
  void aScriptIsNotLedToTheLogin() {
    with(
        web -> {
          for (String wanted : List.of("text/event-stream", "application/json")) {
            web.perform(get("/live/events").accept(wanted)).andExpect(status().isUnauthorized());
          }
          for (String mode : List.of("cors", "same-origin", "no-cors")) {
            web.perform(get("/page").header("Sec-Fetch-Mode", mode))
                .andExpect(status().isUnauthorized())
                .andExpect(header().doesNotExist("HX-Refresh"));
          }
          web.perform(get("/page").header("Sec-Fetch-Mode", "navigate"))
              .andExpect(redirectedUrl("http://localhost/login"));
          web.perform(get("/page").accept("text/html", "application/json"))
              .andExpect(redirectedUrl("http://localhost/login"));
        },
        USERS);
  }

  private static MockHttpSession login(MockMvc web, String name, String password) throws Exception {
    return (MockHttpSession)
        web.perform(post("/login").with(csrf()).param("username", name).param("password", password))
            .andExpect(redirectedUrl("/"))
            .andReturn()
            .getRequest()
            .getSession();
  }

  @Test
  void aViewerMayOnlyLook() {
    with(
        web -> {
          web.perform(get("/api/list").with(httpBasic("vic", "concrete")))
              .andExpect(status().isOk());
          web.perform(
                  post("/api/act").with(httpBasic("vic", "concrete")).header("X-SiteDrop", "cli"))
              .andExpect(status().isForbidden());
          web.perform(
                  post("/api/act").with(httpBasic("ann", "concrete")).header("X-SiteDrop", "cli"))
              .andExpect(content().string("ann"));
          web.perform(post("/act").session(login(web, "vic", "concrete")).with(csrf()))
              .andExpect(status().isForbidden());
        },
        USERS);
  }

  @Test
  void whoGuessesPasswordsHasToWait() {
    with(
        web -> {
          for (int i = 0; i < 5; i++) {
            web.perform(wrong()).andExpect(redirectedUrl("/login?wrong"));
          }
          web.perform(wrong()).andExpect(redirectedUrl("/login?wait"));
          web.perform(get("/api/list").with(httpBasic("ann", "concrete")))
              .andExpect(status().isUnauthorized());
        },
        USERS);
  }

  private static MockHttpServletRequestBuilder wrong() {
    return post("/login").with(csrf()).param("username", "ann").param("password", "sand");
  }

  @Test
  void whereItOnlyShowsNothingCanBeChangedByTheApiEither() {
    with(
        web -> {
          web.perform(get("/api/list")).andExpect(status().isOk());
          web.perform(post("/api/act").header("X-SiteDrop", "cli"))
              .andExpect(status().isForbidden());
        },
        "console.read-only=true");
  }

  @Test
  void whereAllCouldComeAndNobodyCanSayWhoHeIsNobodyIsLetIn() {
    with(
        web -> {
          web.perform(get("/page")).andExpect(status().isForbidden());
          web.perform(get("/api/list")).andExpect(status().is4xxClientError());
        },
        "server.address=0.0.0.0");
  }

  @Test
  void pagesBearAStrictPolicyAndAreInNoFrame() {
    with(
        web ->
            web.perform(get("/page"))
                .andExpect(
                    header()
                        .string("Content-Security-Policy", containsString("default-src 'self'")))
                .andExpect(header().string("X-Frame-Options", "DENY"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Referrer-Policy", "same-origin")));
  }

  /** Not there for those whose scan of the package comes upon it. */
  @RestController
  @ConditionalOnProperty("access.test")
  @EnableConfigurationProperties(ConsoleSettings.class)
  static class Pages {
    @GetMapping({"/page", "/api/list"})
    String look() {
      return "here";
    }

    @PostMapping({"/act", "/api/act"})
    String act() {
      return SecurityContextHolder.getContext().getAuthentication().getName();
    }

    @PostMapping("/rest/v1.0/images")
    String sandbox() {
      return "made";
    }
  }
}
