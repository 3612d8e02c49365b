package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.sitedrop.CompanySources;
import dev.sitedrop.SandboxServer;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console where there are several companies, each with a name. */
@SiteDropTest
@Needs(Need.CHROMIUM)
class DropCompaniesIT {
  private static final double PATIENCE = 15_000;
  private static final SandboxServer NORTH = SandboxServer.start("north", 7);
  private static final SandboxServer SOUTH = SandboxServer.start("south", 8);

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", CompanySources.copyFor("north", "south")::toString);
    NORTH.register(registry, 7);
    SOUTH.register(registry, 8);
  }

  @AfterAll
  static void stop() {
    NORTH.close();
    SOUTH.close();
  }

  @Test
  void theDropPageAsksForTheCompanyAndThePagesNameIt() {
    com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    try (Chromium chromium = Chromium.start();
        BrowserContext window =
            chromium
                .browser()
                .newContext(
                    new Browser.NewContextOptions().setBaseURL("http://127.0.0.1:" + port))) {
      window.setDefaultTimeout(PATIENCE);
      Page page = window.newPage();
      page.navigate("/drop");
      page.locator("[name=project]").fill("42");
      page.locator("[name=project]").press("Tab");
      page.setInputFiles("#choose", new FilePayload("lift.jpg", "image/jpeg", Pictures.jpeg(201)));
      Locator row = page.locator("#uploads > li");
      assertThat(row).containsText("Kept, not sent yet. It is sent when the company is given.");
      assertThat(page.locator("#company-error")).hasText("Choose the company.");
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

      page.getByLabel("Company").selectOption("south");

      assertThat(row.locator(".badge")).hasText("delivered");
      assertThat(row).containsText("Image, project 42 of south");
      assertThat(SOUTH.view().images()).hasSize(1);
      assertThat(NORTH.view().images()).isEmpty();

      page.reload();
      assertThat(page.getByLabel("Company")).hasValue("south");

      page.navigate("/deliveries");
      assertThat(page.locator(".list td[data-label=Project]")).containsText("of south");
      page.locator(".list a").first().click();
      assertThat(page.locator("#live .facts").first()).containsText("Company");
      assertThat(page.locator("#live .facts").first()).containsText("south");
    }
  }
}
