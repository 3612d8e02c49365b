package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console where people have to say who they are, in a real browser. */
@SiteDropTest
@Needs(Need.CHROMIUM)
class LoginIT {
  private static Chromium chromium;

  @LocalServerPort private int port;

  private BrowserContext window;
  private Page page;

  @DynamicPropertySource
  static void users(DynamicPropertyRegistry settings) {
    String hash = new BCryptPasswordEncoder(4).encode("concrete");
    settings.add("console.users.ann.password", () -> hash);
    settings.add("console.users.ann.role", () -> "operator");
    settings.add("console.users.vic.password", () -> hash);
  }

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    window =
        chromium
            .browser()
            .newContext(new Browser.NewContextOptions().setBaseURL("http://127.0.0.1:" + port));
    page = window.newPage();
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void login(String name, String password) {
    page.locator("[name=username]").fill(name);
    page.locator("[name=password]").fill(password);
    page.getByRole(AriaRole.BUTTON).click();
  }

  @Test
  void anOperatorLogsInAndOutAndIsLedWhereHeWantedTo() {
    page.navigate("/deliveries?state=FAILED");
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

    login("ann", "sand");
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("The name or the password is wrong.");
    login("ann", "concrete");

    assertThat(page.locator("h1")).hasText("Deliveries");
    assertThat(page.locator(".who")).containsText("ann");
    assertThat(page.locator("nav").first()).containsText("Drop");
    page.locator(".who button").click();
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("You are logged out.");
    page.navigate("/");
    assertThat(page.locator("[name=username]")).isVisible();
  }

  @Test
  void aViewerIsOfferedNothingToDo() {
    page.navigate("/");
    login("vic", "concrete");

    assertThat(page.locator("#tile-failed")).isVisible();
    assertThat(page.locator("nav").first()).not().containsText("Drop");
    assertThat(page.navigate("/drop").status()).isEqualTo(403);
    assertThat(page.locator("main")).containsText("needs the role operator");
    assertThat(page.locator(".who")).containsText("vic");
  }

  @Test
  void aViewerWhoSendsAnActionIsToldWhoMayDoIt() {
    page.navigate("/");
    login("vic", "concrete");
    assertThat(page.locator("#tile-failed")).isVisible();

    page.evaluate("document.querySelector('.who').action = '/deliveries/retry'");
    page.locator(".who button").click();

    assertThat(page.locator("h1")).hasText("Not allowed");
    assertThat(page.locator("main")).containsText("needs the role operator");
  }

  @Test
  void healthIsOpenAndTellsMoreToWhoHasLoggedIn() {
    assertThat(page.navigate("/actuator/health").text()).doesNotContain("components");
    assertThat(page.navigate("/favicon.ico").url()).endsWith("/console/icon.svg");

    page.navigate("/");
    login("vic", "concrete");
    assertThat(page.locator("#tile-failed")).isVisible();

    assertThat(page.navigate("/actuator/health").text()).contains("components");
  }
}
