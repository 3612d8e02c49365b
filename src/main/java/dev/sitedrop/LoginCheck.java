package dev.sitedrop;

import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.words.FailureText;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** Logs in once at the start: wrong credentials are told now, and not with the first file. */
class LoginCheck {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Companies companies;

  LoginCheck(Companies companies) {
    this.companies = companies;
  }

  /**
   * A Procore that cannot be reached stops nothing: files are taken in and wait for it. Nor does a
   * company whose login is refused, if there is another one: a restart must not take that one
   * along.
   */
  @EventListener(ApplicationStartedEvent.class)
  void logIn() {
    List<CompletableFuture<String>> logins =
        companies.all().stream()
            .map(
                one ->
                    CompletableFuture.supplyAsync(
                        () -> refusal(one), thread -> new Thread(thread, "login").start()))
            .toList();
    List<String> refusals =
        logins.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList();
    if (refusals.size() == companies.all().size()) {
      throw new StartRefused(String.join(". ", refusals) + ".");
    }
    refusals.forEach(
        refusal -> LOG.error("{}. What is for that company waits; the others go on", refusal));
  }

  /** Null if the login does not refuse it. */
  private String refusal(Company company) {
    String of = companies.areSeveral() ? " (" + company.label() + ")" : "";
    try {
      company.token().current();
      return null;
    } catch (LoginRefused refused) {
      return refused.getMessage() + of;
    } catch (RuntimeException e) {
      LOG.warn(
          "Procore's login{} cannot be reached now ({}). Files are taken in and wait",
          of,
          FailureText.of(e));
      return null;
    }
  }
}
