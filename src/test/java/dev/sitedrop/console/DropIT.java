package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What people drop on the Drop page goes where they said, and the page says what becomes of it. */
@SiteDropTest
@TestPropertySource(
    properties = {"sandbox.projects=42,43", "sandbox.hourly-limit=3600", "sandbox.spike-limit=500"})
@Needs(Need.CHROMIUM)
class DropIT {
  private static final double PATIENCE = 15_000;
  private static Chromium chromium;

  @LocalServerPort private int port;

  private final List<Route> heldBack = new ArrayList<>();
  private boolean isHolding;
  private BrowserContext window;
  private Page page;

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
    com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  @AfterAll
  static void stopBrowser() {
    chromium.close();
  }

  @BeforeEach
  void open() {
    open(new Browser.NewContextOptions().setViewportSize(1200, 900));
  }

  private void open(Browser.NewContextOptions like) {
    if (window != null) {
      window.close();
    }
    window = chromium.browser().newContext(like.setBaseURL("http://127.0.0.1:" + port));
    window.setDefaultTimeout(PATIENCE);
    page = window.newPage();
    page.navigate("/drop");
  }

  @AfterEach
  void close() {
    window.close();
  }

  /** Uploads wait from now on until {@link #letGo()}. */
  private void holdBack() {
    isHolding = true;
    page.route(
        "**/api/drop",
        route -> {
          if (isHolding) {
            heldBack.add(route);
          } else {
            route.resume();
          }
        });
  }

  private void letGo() {
    isHolding = false;
    heldBack.forEach(Route::resume);
    heldBack.clear();
  }

  private void project(String said) {
    page.locator("[name=project]").fill(said);
    page.locator("[name=project]").press("Tab");
  }

  private static FilePayload photo(long seed) {
    return new FilePayload("photo-" + seed + ".jpg", "image/jpeg", Pictures.jpeg(seed));
  }

  private void choose(FilePayload... files) {
    page.setInputFiles("#choose", files);
  }

  private Locator row(String name) {
    return page.locator("#uploads > li", new Page.LocatorOptions().setHasText(name));
  }

  private Locator badge(String name) {
    return row(name).locator(".badge");
  }

  private Locator tryAgain(String name) {
    return row(name)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again"));
  }

  private Locator total() {
    return page.locator("#total");
  }

  private JsonNode ask(String path) throws IOException {
    return new ObjectMapper().readTree(window.request().get(path).body());
  }

  @Test
  void whatIsQueuedGoesWhereTheFormSaidWhenItWasChosen() throws IOException {
    holdBack();
    project("42");
    page.locator("[name=description]").fill("North wall");
    choose(IntStream.rangeClosed(101, 104).mapToObj(DropIT::photo).toArray(FilePayload[]::new));
    assertThat(row("photo-104.jpg")).containsText("Queued");

    project("43");
    page.locator("[name=description]").fill("South wall");
    page.locator("[name=target]").selectOption("accident_logs");
    letGo();

    for (int seed = 101; seed <= 104; seed++) {
      assertThat(badge("photo-" + seed + ".jpg")).hasText("delivered");
      assertThat(row("photo-" + seed + ".jpg")).containsText("Image, project 42");
    }
    JsonNode sent = ask("/api/deliveries?text=photo-10").path("deliveries");
    assertThat(sent).hasSize(4);
    for (JsonNode one : sent) {
      assertThat(one.path("project").asInt()).isEqualTo(42);
      assertThat(one.path("target").asText()).isEqualTo("images");
      assertThat(ask("/api/deliveries/" + one.path("id").asText()).at("/fields/description"))
          .hasToString("\"North wall\"");
    }
    assertThat(total()).hasText("4 of 4 delivered");
  }

  @Test
  void leavingAsksWhileSomethingIsQueued() {
    List<String> asked = new ArrayList<>();
    page.onDialog(
        dialog -> {
          asked.add(dialog.type());
          dialog.dismiss();
        });
    holdBack();
    project("42");
    choose(photo(111), photo(112));
    assertThat(row("photo-112.jpg")).isVisible();

    page.locator("nav a[href='/']").click(new Locator.ClickOptions().setNoWaitAfter(true));
    page.waitForCondition(() -> !asked.isEmpty());
    assertThat(asked).containsExactly("beforeunload");
    assertThat(page.url()).endsWith("/drop");

    letGo();
    assertThat(badge("photo-112.jpg")).hasText("delivered");
    page.locator("nav a[href='/']").click();
    assertThat(page.locator("#tile-failed")).isVisible();
    assertThat(asked).hasSize(1);
  }

  @Test
  void filesChosenBeforeTheProjectAreKeptAndSentWhenItIsGiven() {
    choose(photo(121), photo(122));

    assertThat(row("photo-121.jpg and 1 more"))
        .containsText("Kept, not sent yet. It is sent when the project is given.");
    assertThat(page.locator("#project-error")).containsText("Give the project");
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

    project("42");
    assertThat(badge("photo-121.jpg")).hasText("delivered");
    assertThat(badge("photo-122.jpg")).hasText("delivered");
    assertThat(page.locator("#project-error")).isHidden();
    assertThat(page.locator("#uploads > li")).hasCount(2);
  }

  @Test
  void aProjectThatIsNoNumberIsToldAndTheFilesAreKept() {
    project("Lobby");
    assertThat(page.locator("#project-error")).containsText("Lobby is no project number");
    assertThat(page.locator("[name=project]")).hasAttribute("aria-invalid", "true");

    choose(photo(131));
    assertThat(row("photo-131.jpg")).containsText("Kept, not sent yet");

    page.locator("[name=project]").fill("42");
    page.locator("[name=project]").press("Enter");
    assertThat(badge("photo-131.jpg")).hasText("delivered");
    assertThat(page.locator("[name=project]")).hasAttribute("aria-invalid", "false");
  }

  @Test
  void afterAReloadTheFormAndTheRowsAreThere() {
    page.locator("[name=target]").selectOption("accident_logs");
    project("42");
    choose(photo(141));
    assertThat(badge("photo-141.jpg")).hasText("delivered");
    page.locator("[name=target]").selectOption("images");
    page.locator("[name=target]").press("Tab");
    page.onDialog(dialog -> dialog.accept());
    holdBack();
    choose(photo(142), photo(143));
    assertThat(row("photo-143.jpg")).containsText("Queued");

    page.reload();

    assertThat(page.locator("[name=project]")).hasValue("42");
    assertThat(page.locator("[name=target]")).hasValue("images");
    assertThat(badge("photo-141.jpg")).hasText("delivered");
    assertThat(row("photo-141.jpg")).containsText("Accident log, project 42");
    assertThat(row("photo-142.jpg")).containsText("The page was left while it was sent");
    assertThat(row("photo-143.jpg")).containsText("Not sent: the page was left before its turn");
    assertThat(total()).hasText("1 of 3 delivered, 2 not sent");
  }

  @Test
  void aNewCaptionForAPhotoThatIsThereIsTold() {
    project("42");
    page.locator("[name=description]").fill("Nroth wall");
    choose(photo(151));
    assertThat(badge("photo-151.jpg")).hasText("delivered");

    page.locator("[name=description]").fill("North wall");
    FilePayload same = photo(151);
    choose(new FilePayload("same.jpg", same.mimeType, same.buffer));
    assertThat(row("same.jpg"))
        .containsText(
            java.util.regex.Pattern.compile(
                "Already in Procore \\(image \\d+\\); the new caption was not sent"));
    assertThat(row("same.jpg").getByRole(AriaRole.LINK))
        .hasAttribute("href", java.util.regex.Pattern.compile("/deliveries/.+"));

    page.locator("[name=description]").fill("");
    choose(new FilePayload("third.jpg", same.mimeType, same.buffer));
    assertThat(row("third.jpg")).containsText("Already in Procore");
    assertThat(row("third.jpg")).containsText("not sent again");
    assertThat(row("third.jpg")).not().containsText("caption");
  }

  @Test
  void aRowThatGotNoAnswerIsTriedAgain() {
    page.route("**/api/drop", Route::abort, new Page.RouteOptions().setTimes(4)); // each twice
    project("42");
    choose(photo(161), photo(162), photo(163));

    assertThat(badge("photo-163.jpg")).hasText("delivered");
    assertThat(row("photo-161.jpg")).containsText("SiteDrop does not answer");
    assertThat(total()).hasText("1 of 3 delivered, 2 failed");
    tryAgain("photo-161.jpg").click();
    assertThat(badge("photo-161.jpg")).hasText("delivered");
    assertThat(total()).hasText("2 of 3 delivered, 1 failed");
    tryAgain("photo-162.jpg").click();
    assertThat(total()).hasText("3 of 3 delivered");
  }

  @Test
  void aDeliveryThatHasFailedIsTriedAgainFromItsRow() throws IOException {
    project("77");
    choose(photo(171));

    assertThat(badge("photo-171.jpg")).hasText("failed");
    assertThat(row("photo-171.jpg")).containsText("Procore answered 404");
    assertThat(total()).hasText("0 of 1 delivered, 1 failed");
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    String id = ask("/api/deliveries?text=photo-171").path("deliveries").get(0).path("id").asText();
    tryAgain("photo-171.jpg").click();
    page.waitForCondition(() -> hasIntervention(id));
    assertThat(badge("photo-171.jpg")).hasText("failed");
  }

  @Test
  void aRowTellsOfWhatWasCorrectedElsewhere() {
    project("77");
    choose(photo(181));
    assertThat(badge("photo-181.jpg")).hasText("failed");

    row("photo-181.jpg").getByRole(AriaRole.LINK).click();
    page.getByText("Edit and retry").click();
    page.locator("[name=project]").fill("42");
    page.getByText("Save and retry").click();
    assertThat(page.locator("#live .badge").first()).hasText("delivered");
    page.navigate("/drop");

    assertThat(badge("photo-181.jpg")).hasText("delivered");
    assertThat(row("photo-181.jpg")).containsText("Image, project 42");
    assertThat(total()).hasText("1 of 1 delivered");
  }

  private boolean hasIntervention(String id) {
    try {
      return !ask("/api/deliveries/" + id).path("interventions").isEmpty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theWordsArePeoplesWords() {
    assertThat(page.getByLabel("Type")).isVisible();
    assertThat(page.locator("[name=target] option"))
        .hasText(new String[] {"Image", "Accident log"});
    assertThat(page.getByText("Drop photos here, or")).isVisible();
    assertThat(page.getByText("Choose photos or take one")).isHidden();
    assertThat(page.locator("[name=company]")).hasCount(0);
    page.navigate("/deliveries");
    assertThat(page.getByLabel("Type")).isVisible();
    assertThat(page.locator("main")).not().containsText("Becomes");

    open(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setIsMobile(true)
            .setHasTouch(true));
    assertThat(page.getByText("Choose photos or take one")).isVisible();
    assertThat(page.getByText("Drop photos here, or")).isHidden();
  }
}
