package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

/** What README and docs/console.md tell to do with a photo for a project that is not there. */
public final class Mending {
  private static final double PATIENCE = 15_000;

  private Mending() {}

  /** Mends the only delivery that has failed, by the words of the pages. */
  public static void ofWhatHasFailed(int port) {
    try (Chromium chromium = Chromium.start();
        BrowserContext window =
            chromium
                .browser()
                .newContext(
                    new Browser.NewContextOptions().setBaseURL("http://127.0.0.1:" + port))) {
      window.setDefaultTimeout(PATIENCE);
      Page page = window.newPage();
      page.navigate("/");
      assertThat(page.locator("#tile-failed .count"))
          .hasText("1", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
      page.locator("#tile-failed").click();
      page.locator(".list a").first().click();
      assertThat(page.locator("#live")).containsText("Procore answered 404 (Not Found)");
      page.getByText("Edit and retry").click();
      page.locator("[name=project]").fill("42");
      page.getByText("Save and retry").click();
      assertThat(page.locator("#live .badge").first())
          .hasText("delivered", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    }
  }
}
