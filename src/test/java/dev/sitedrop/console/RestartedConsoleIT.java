package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sitedrop.JarProcess;
import dev.sitedrop.SiteDrop;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Pages that stay open while SiteDrop is restarted, which ends all logins. */
@Needs(Need.CHROMIUM)
class RestartedConsoleIT {
  private static final double PATIENCE = 30_000;

  private final Path home = Path.of("target/homes/" + UUID.randomUUID()).toAbsolutePath();
  private final String hash = new BCryptPasswordEncoder(4).encode("concrete");
  private int port;
  private ConfigurableApplicationContext siteDrop;
  private Chromium chromium;
  private BrowserContext window;
  private Page page;

  @BeforeEach
  void open() throws IOException {
    com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    port = JarProcess.freePort();
    siteDrop = start();
    chromium = Chromium.start();
    window =
        chromium
            .browser()
            .newContext(new Browser.NewContextOptions().setBaseURL("http://127.0.0.1:" + port));
    window.setDefaultTimeout(PATIENCE);
    page = window.newPage();
  }

  @AfterEach
  void close() {
    window.close();
    chromium.close();
    siteDrop.close();
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(SiteDrop.class)
        .run(
            "--server.port=" + port,
            "--logging.file.name=",
            "--sitedrop.home=" + home,
            "--sandbox.projects=42",
            "--console.users.ann.password=" + hash,
            "--console.users.ann.role=operator");
  }

  private void restart() {
    siteDrop.close();
    siteDrop = start();
  }

  /** Larger than what Tomcat reads of an upload that it refuses. */
  private static byte[] large(long seed) {
    return Arrays.copyOf(Pictures.jpeg(seed), 6_000_000);
  }

  private static void login(Page page) {
    page.locator("[name=username]").fill("ann");
    page.locator("[name=password]").fill("concrete");
    page.getByRole(AriaRole.BUTTON).click();
  }

  @Test
  void homeLeadsToTheLoginAndBack() {
    page.navigate("/");
    login(page);
    assertThat(page.locator("#tile-failed")).isVisible();

    restart();

    assertThat(page.locator("[name=username]")).isVisible();
    login(page);
    assertThat(page.locator("#tile-failed")).isVisible();
    assertThat(page.locator("#stale")).isHidden();
  }

  @Test
  void theDropPageKeepsItsQueueUntilOneHasLoggedInAgain() {
    page.navigate("/drop");
    login(page);
    page.locator("[name=project]").fill("42");
    page.locator("[name=project]").press("Tab");

    restart();
    page.setInputFiles(
        "#choose",
        new FilePayload[] {
          new FilePayload("one.jpg", "image/jpeg", large(301)),
          new FilePayload("two.jpg", "image/jpeg", Pictures.jpeg(302))
        });

    Locator note = page.locator("#login-ended");
    assertThat(note).containsText("Your login has ended");
    assertThat(page.locator("#uploads > li").nth(0)).containsText("Queued");
    assertThat(page.locator("#uploads > li").nth(1)).containsText("Queued");
    note.getByRole(AriaRole.BUTTON).click();
    assertThat(note).containsText("You are not logged in yet");
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

    Page other = window.waitForPage(() -> note.getByRole(AriaRole.LINK).click());
    login(other);
    assertThat(other.locator("#tile-failed")).isVisible();
    note.getByRole(AriaRole.BUTTON).click();

    assertThat(page.locator("#uploads > li .badge").nth(0)).hasText("delivered");
    assertThat(page.locator("#uploads > li .badge").nth(1)).hasText("delivered");
    assertThat(note).isHidden();
  }
}
