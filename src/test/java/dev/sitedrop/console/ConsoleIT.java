package dev.sitedrop.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import dev.sitedrop.FakeConverter;
import dev.sitedrop.Inbox;
import dev.sitedrop.Samples;
import dev.sitedrop.SiteDropTest;
import dev.sitedrop.console.page.ConsolePage;
import dev.sitedrop.needs.Need;
import dev.sitedrop.needs.Needs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;

/** The console as people use it, in a real browser. */
@SiteDropTest
@TestPropertySource(
    properties = {
      "console.test=true",
      "sandbox.projects=42,43",
      "sandbox.hourly-limit=3600",
      "sandbox.spike-limit=500"
    })
@Needs(Need.CHROMIUM)
class ConsoleIT {
  private static final double PATIENCE = 15_000;
  private static Chromium chromium;

  @LocalServerPort private int port;
  @Autowired private JdbcClient ledger;

  @Value("${sitedrop.home}")
  private Path home;

  private final List<String> complaints = new ArrayList<>();
  private Inbox inbox;
  private BrowserContext window;
  private Page page;

  @DynamicPropertySource
  static void converter(DynamicPropertyRegistry settings) {
    Path folder = Path.of("target/converters", UUID.randomUUID().toString());
    settings.add("intake.heic-converter", () -> FakeConverter.everDiffering(folder));
  }

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
    inbox = new Inbox(home);
    open(new Browser.NewContextOptions().setViewportSize(1200, 900));
  }

  private void open(Browser.NewContextOptions like) {
    if (window != null) {
      window.close();
    }
    window = chromium.browser().newContext(like.setBaseURL("http://127.0.0.1:" + port));
    window.setDefaultTimeout(PATIENCE);
    page = window.newPage();
    page.onConsoleMessage(
        said -> {
          if (said.type().equals("error") && !said.text().contains("status of 422")) {
            complaints.add(said.text() + " at " + said.location());
          }
        });
    page.onPageError(complaints::add);
  }

  /** Also what the policy of the pages' content has forbidden. */
  @AfterEach
  void theBrowserHasNothingToComplainAbout() {
    window.close();
    assertThat(complaints).isEmpty();
  }

  private Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  /** One that Procore does not take: the account does not see the project. */
  private void dropAWrongOne(String name, long seed) {
    inbox.drop("77/images/" + name + ".yaml", "description: Nroth wall\n");
    inbox.drop("77/images/" + name, Pictures.jpeg(seed));
    inbox.reason("77/images", name);
  }

  @Test
  void aStrangerMendsAWrongDelivery() {
    dropAWrongOne("wall.jpg", 1);

    page.navigate("/");
    page.locator("#tile-failed").click();
    link("77/images/wall.jpg").click();
    assertThat(page.locator("#live .badge").first()).hasText("failed");
    page.getByText("Edit and retry").click();
    page.locator("[name=project]").fill("42");
    page.locator("[name='IMAGE.description']").fill("North wall");
    button("Save and retry").click();

    assertThat(page.locator("#live .badge").first()).hasText("delivered");
    assertThat(page.locator("#live")).containsText("Edited on this computer (no login)");
    assertThat(page.locator("#live")).containsText("project 77 to 42");
    assertThat(page.locator("#live")).containsText("North wall");
    assertThat(link("image 1001").or(page.locator("dd a").first()).first()).isVisible();
  }

  @Test
  void aWrongCorrectionIsToldAndWhatWasTypedStays() {
    dropAWrongOne("stairs.jpg", 2);

    page.navigate("/deliveries?state=FAILED&text=stairs");
    link("77/images/stairs.jpg").click();
    page.getByText("Edit and retry").click();
    page.locator("[name='IMAGE.log_date']").fill("yesterday");
    button("Save and retry").click();

    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("'log_date' is \"yesterday\"");
    assertThat(page.locator("[name='IMAGE.log_date']")).hasValue("yesterday");
    assertThat(page.locator("#live .badge").first()).hasText("failed");
  }

  @Test
  void whatIsDiscardedSaysWhyAndWho() {
    dropAWrongOne("blurred.jpg", 3);

    page.navigate("/deliveries?state=FAILED&text=blurred");
    link("77/images/blurred.jpg").click();
    page.getByText("Discard it").click();
    assertThat(page.locator("[name=reason]")).hasAttribute("maxlength", "1000");
    page.locator("[name=reason]").fill("It is blurred");
    button("Discard").click();

    assertThat(page.locator("#live .badge").first()).hasText("discarded");
    assertThat(page.locator("#live")).containsText("Discarded on this computer (no login)");
    assertThat(page.locator("#live")).containsText("It is blurred");
  }

  @Test
  void theHomePageChangesByItself() {
    page.navigate("/");
    assertThat(page.locator("#tile-delivered")).containsText("delivered today");
    String before = page.locator("#tile-delivered .count").innerText();

    inbox.drop("43/images/new.jpg", Pictures.jpeg(4));

    assertThat(page.locator("#tile-delivered .count")).not().hasText(before);
    assertThat(page.locator("#budget + ul")).containsText("left in these 10 seconds");
    assertThat(page.locator("#sources + ul")).containsText("last checked");
  }

  @Test
  void aPhotoThatIsSetAsideHasAThumbnail() {
    dropAWrongOne("thumb.jpg", 5);

    page.navigate("/deliveries?state=FAILED&text=thumb");
    link("77/images/thumb.jpg").click();

    Locator picture = page.locator("img.thumbnail");
    assertThat(picture).isVisible();
    assertThat(picture).hasJSProperty("naturalWidth", 320);
  }

  @Test
  void aDeliveredPhotoHasAThumbnailFromItsFolder() {
    inbox.drop("42/images/kept.jpg", Pictures.jpeg(31));
    inbox.receipt("42/images", "kept.jpg");

    page.navigate("/deliveries?text=kept.jpg");
    link("42/images/kept.jpg").click();

    assertThat(page.locator("img.thumbnail")).hasJSProperty("naturalWidth", 320);
  }

  @Test
  void aHeicPhotoHasAThumbnailOrASign() {
    inbox.drop("77/images/good.heic", Samples.bytes("IMG_2041.HEIC"));
    inbox.drop("77/images/bad.heic", endingIn("BROKEN", Samples.bytes("IMG_2041.HEIC")));
    inbox.reason("77/images", "good.heic");
    inbox.reason("77/images", "bad.heic");

    page.navigate("/deliveries?state=FAILED&text=good.heic");
    link("77/images/good.heic").click();
    assertThat(page.locator("img.thumbnail")).hasJSProperty("naturalWidth", 32);
    page.navigate("/deliveries?state=FAILED&text=bad.heic");
    link("77/images/bad.heic").click();
    assertThat(page.locator("img.thumbnail")).hasJSProperty("naturalWidth", 128);
  }

  /** As long as before, so that it has its end. */
  private static byte[] endingIn(String last, byte[] bytes) {
    System.arraycopy(last.getBytes(), 0, bytes, bytes.length - last.length(), last.length());
    return bytes;
  }

  @Test
  void aDroppedPhotoIsFollowedUntilItIsDelivered() {
    page.navigate("/drop");
    page.locator("[name=project]").fill("42");
    page.locator("[name=description]").fill("By hand");
    page.setInputFiles("#choose", new FilePayload("hand.jpg", "image/jpeg", Pictures.jpeg(20)));

    assertThat(page.locator("#uploads .badge")).hasText("delivered");
    link("Delivery").click();
    assertThat(page.locator("#live")).containsText("By hand");
    assertThat(page.locator("#live")).containsText("hand.jpg from web");
  }

  @Test
  void aDroppedFileThatIsRefusedSaysWhy() {
    page.navigate("/drop");
    page.locator("[name=project]").fill("42");
    page.setInputFiles(
        "#choose", new FilePayload("note.txt", "text/plain", "no picture".getBytes()));

    assertThat(page.locator("#uploads .bad-text")).containsText("is no picture");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void axeFindsNothing(ColorScheme scheme) {
    dropAWrongOne("axe-" + scheme + ".jpg", 6 + scheme.ordinal());
    open(new Browser.NewContextOptions().setViewportSize(1200, 900).setColorScheme(scheme));

    for (String path : List.of("/", "/deliveries", "/deliveries?state=FAILED", "/drop")) {
      page.navigate(path);
      assertAccessible(path);
    }
    page.navigate("/deliveries?state=FAILED&text=axe-" + scheme);
    page.locator(".list a").first().click();
    page.getByText("Edit and retry").click();
    page.getByText("Discard it").click();
    assertAccessible("one delivery");
  }

  private void assertAccessible(String what) {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .as(what)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes())
        .isEmpty();
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreen() {
    dropAWrongOne("a-name-that-is-rather-long-and-has-no-blank-in-it-at-all-to-break-at.jpg", 9);
    open(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setIsMobile(true)
            .setHasTouch(true));

    for (String path : List.of("/", "/deliveries?state=FAILED", "/drop")) {
      page.navigate(path);
      assertFits(path);
    }
    page.navigate("/");
    assertThat(inPixels(".times", "parseFloat(getComputedStyle(it).fontSize)"))
        .isGreaterThanOrEqualTo(11);
    page.navigate("/deliveries?state=FAILED&text=a-name");
    assertThat(inPixels(".list tbody tr", "it.getBoundingClientRect().height"))
        .as("a card of some lines")
        .isLessThan(200);
    page.locator(".list a").first().click();
    page.getByText("Edit and retry").click();
    assertFits("one delivery");
  }

  private double inPixels(String which, String measured) {
    return ((Number) page.locator(which).first().evaluate("it => " + measured)).doubleValue();
  }

  private void assertFits(String what) {
    Object wide = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) wide).intValue()).as(what).isLessThanOrEqualTo(390);
  }

  @Test
  void aNameFromOutsideIsTextAndNothingElse() {
    String name = "<img src=x onerror=document.title='owned'>\u202Egpj.jpg";
    dropAWrongOne(name.replace("/", ""), 10);

    page.navigate("/deliveries?state=FAILED&text=owned");
    page.locator(".list a").first().click();

    assertThat(page).hasTitle(java.util.regex.Pattern.compile(".*onerror.*u202Egpj.*SiteDrop"));
    assertThat(page.locator("h1 img")).hasCount(0);
  }

  @Test
  void whatIsNotThereIsAPageOfTheConsole() {
    for (String path : List.of("/nothing", "/deliveries/x", "/deliveries/1-1-1-1-1", "/error")) {
      assertThat(page.navigate(path).status()).as(path).isEqualTo(404);
      assertThat(page.locator("h1")).hasText("Not found");
      assertThat(link("Deliveries")).isVisible();
      assertThat(page.locator("main")).not().containsText("999");
      complaints.removeIf(said -> said.contains("status of 404") && said.contains(path));
    }
    assertAccessible("an error");
  }

  @Test
  void aLedgerThatIsAwayIsAPageOfTheConsole() {
    assertThat(page.navigate("/away").status()).isEqualTo(503);

    assertThat(page.locator("h1")).hasText("Not now");
    assertThat(page.locator("main")).containsText("Nothing is lost");
    assertThat(page.locator("nav a[href='/drop']")).isVisible();
    complaints.removeIf(said -> said.contains("status of 503") && said.contains("/away"));
  }

  /** Not there for those whose scan of the package comes upon it. */
  @ConsolePage
  @ConditionalOnProperty("console.test")
  static class Away {
    @GetMapping("/away")
    String away() {
      throw new DataAccessResourceFailureException("it is away");
    }
  }

  @Test
  void forProgramsItIsAProblem() {
    RequestOptions asABrowser = RequestOptions.create().setHeader("Accept", "text/html,*/*");

    APIResponse answer = window.request().get("/api/nothing", asABrowser);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(answer.text()).contains("\"status\":404", "\"detail\":\"There is nothing here");
    assertThat(window.request().get("/nothing").text()).startsWith("{");
  }

  @Test
  void aSearchThatDidNotLookAtAllSaysSo() {
    ledger
        .sql(
            "insert into delivery (id, destination, project_id, target, content_key, fields, stage,"
                + " opened_at, finished_at, discarded_at) select random_uuid(), 'there', 5, 'IMAGE',"
                + " lpad(cast(x as varchar), 64, '0'), '{}', 'FAILED', dateadd(second, x, timestamp"
                + " with time zone '2020-01-01 00:00:00Z'), current_timestamp, current_timestamp"
                + " from system_range(1, 20010)")
        .update();
    try {
      page.navigate("/deliveries?state=DISCARDED&project=6&until=2020-12-31");
      assertThat(page.locator(".empty")).hasText("None so far.");
      assertThat(page.locator("#looked-at")).containsText("Only the newest 20,000 of these");
      link("Look on").click();
      assertThat(page.locator(".empty")).hasText("No deliveries match.");
      assertThat(page.locator("#looked-at")).hasCount(0);

      page.navigate("/deliveries?state=DISCARDED&project=5&until=2020-12-31");
      assertThat(page.locator(".list tbody tr")).hasCount(50);
      assertThat(page.locator("#looked-at")).hasCount(0);
    } finally {
      ledger.sql("delete from delivery where destination = 'there'").update();
    }
  }
}
