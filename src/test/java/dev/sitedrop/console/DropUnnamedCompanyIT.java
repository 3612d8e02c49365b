package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
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

/** The console where the company of {@code procore.*} stands beside one with a name. */
@SiteDropTest
@Needs(Need.CHROMIUM)
class DropUnnamedCompanyIT {
  private static final double PATIENCE = 15_000;
  private static final SandboxServer NORTH = SandboxServer.start("north", 7);
  private static final SandboxServer SOUTH = SandboxServer.start("south", 8);

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("sitedrop.routes", CompanySources.copyFor("south")::toString);
    registry.add("procore.client-id", () -> "north-client");
    registry.add("procore.client-secret", () -> "north-secret");
    registry.add("procore.company-id", () -> 7);
    registry.add("procore.api-url", NORTH::origin);
    registry.add("procore.login-url", NORTH::origin);
    SOUTH.register(registry, 8);
  }

  @AfterAll
  static void stop() {
    NORTH.close();
    SOUTH.close();
  }

  @Test
  void itCanBeChosenThoughItHasNoName() {
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
      page.getByLabel("Company").selectOption(new SelectOption().setLabel("company 7"));
      page.setInputFiles("#choose", new FilePayload("lift.jpg", "image/jpeg", Pictures.jpeg(202)));

      Locator row = page.locator("#uploads > li");
      assertThat(row.locator(".badge")).hasText("delivered");
      assertThat(row).containsText("Image, project 42 of company 7");
      assertThat(NORTH.view().images()).hasSize(1);

      page.reload();
      assertThat(page.locator("[name=company] option:checked")).hasText("company 7");
    }
  }
}
