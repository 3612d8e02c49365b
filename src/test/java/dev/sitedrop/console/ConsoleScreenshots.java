package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sitedrop.Faults;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Takes the pictures of docs/console.md; its name is no test's, so that it runs when it is asked.
 */
@SiteDropTest
@TestPropertySource(
    properties = {
      "sitedrop.home=${java.io.tmpdir}/sitedrop",
      "sandbox.projects=42,43",
      "sandbox.hourly-limit=3600",
      "sandbox.spike-limit=500"
    })
@Import(Faults.class)
@Needs(Need.CHROMIUM)
class ConsoleScreenshots {
  private static final Path IMAGES = Path.of("docs/images");

  @LocalServerPort private int port;
  @Autowired private Faults faults;

  @Value("${sitedrop.home}")
  private Path home;

  @Test
  void take() {
    Inbox inbox = new Inbox(home);
    for (String name : List.of("crane.jpg", "site-plan.png", "IMG_2041.HEIC", "no-exif.jpg")) {
      inbox.drop("42/images/" + name, Samples.bytes(name));
    }
    for (int i = 1; i <= 9; i++) {
      inbox.drop("43/images/level-" + i + ".jpg", Pictures.jpeg(30 + i));
    }
    inbox.drop("42/accident_logs/incident-report.pdf", Samples.bytes("incident-report.pdf"));
    for (String name : List.of("wall.jpg", "stairs.jpg")) {
      inbox.drop("77/images/" + name + ".yaml", "description: Nroth wall\n");
      inbox.drop("77/images/" + name, Pictures.jpeg(name.length()));
      inbox.reason("77/images", name);
    }
    inbox.awaitEmpty();
    try (Chromium chromium = Chromium.start()) {
      desk(chromium.browser());
      phone(chromium.browser());
      outage(chromium.browser(), inbox);
    }
  }

  private void desk(Browser browser) {
    try (BrowserContext window = open(browser, 1200, 860, ColorScheme.LIGHT)) {
      Page page = window.newPage();
      page.navigate("/");
      page.waitForTimeout(3000); // until the page has been told of a change once
      shoot(page, "console-home.png");
      page.navigate("/deliveries");
      shoot(page, "console-deliveries.png");
      page.navigate("/deliveries?state=FAILED&text=wall");
      page.locator(".list a").first().click();
      assertThat(page.locator("img.thumbnail")).hasJSProperty("naturalWidth", 320);
      page.getByText("Edit and retry").click();
      page.setViewportSize(1200, 1400);
      shoot(page, "console-delivery.png");
    }
  }

  private void phone(Browser browser) {
    try (BrowserContext window =
        browser.newContext(like(390, 844, ColorScheme.DARK).setHasTouch(true).setIsMobile(true))) {
      Page page = window.newPage();
      page.navigate("/");
      shoot(page, "console-phone.png");
      page.navigate("/drop");
      drop(page, "77", "gate.jpg", 71);
      drop(page, "42", "facade.jpg", 72);
      assertThat(page.locator("#total")).hasText("1 of 2 delivered, 1 failed");
      page.setViewportSize(390, 1000);
      shoot(page, "console-drop.png");
    }
  }

  private void outage(Browser browser, Inbox inbox) {
    faults.refuse(".* /rest/.*", 100_000, 500, Map.of(), "");
    for (int i = 1; i <= 18; i++) {
      inbox.drop("42/images/roof-" + i + ".jpg", Pictures.jpeg(60 + i));
    }
    try (BrowserContext window = open(browser, 1200, 560, ColorScheme.LIGHT)) {
      Page page = window.newPage();
      page.navigate("/");
      assertThat(page.locator("#standing"))
          .containsText(
              "deliveries wait for it.",
              new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
      shoot(page, "console-outage.png");
    }
    faults.clear();
    inbox.awaitEmpty();
  }

  private BrowserContext open(Browser browser, int width, int height, ColorScheme scheme) {
    return browser.newContext(like(width, height, scheme));
  }

  private Browser.NewContextOptions like(int width, int height, ColorScheme scheme) {
    return new Browser.NewContextOptions()
        .setBaseURL("http://127.0.0.1:" + port)
        .setViewportSize(width, height)
        .setColorScheme(scheme);
  }

  private static void drop(Page page, String project, String name, long seed) {
    page.locator("[name=project]").fill(project);
    page.locator("[name=project]").press("Tab");
    page.setInputFiles("#choose", new FilePayload(name, "image/jpeg", Pictures.jpeg(seed)));
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name)));
  }
}
