package dev.sitedrop.console.page;

import dev.sitedrop.console.ConsoleSettings;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * What all pages have in common: who looks, and what is said when the ledger is away or an address
 * holds what is no id.
 */
@ControllerAdvice(annotations = ConsolePage.class, assignableTypes = ErrorPage.class)
class EveryPage {
  private final ConsoleSettings settings;

  EveryPage(ConsoleSettings settings) {
    this.settings = settings;
  }

  @ModelAttribute("visitor")
  Visitor visitor() {
    Authentication one = SecurityContextHolder.getContext().getAuthentication();
    if (one == null) {
      return new Visitor("nobody", false, false);
    }
    boolean isOperator =
        one.getAuthorities().stream().anyMatch(may -> may.getAuthority().equals("ROLE_OPERATOR"));
    return new Visitor(
        one.getName(),
        isOperator && !settings.readOnly(),
        !(one instanceof AnonymousAuthenticationToken));
  }

  /** Without them there are still errors, which lead nowhere. */
  @ModelAttribute("hasPages")
  boolean hasPages() {
    return settings.enabled();
  }

  /** A page's address holds ids and numbers only: what is neither is no page's. */
  @ExceptionHandler(MethodArgumentTypeMismatchException.class)
  void noSuchId(HttpServletResponse response) throws IOException {
    response.sendError(HttpStatus.NOT_FOUND.value());
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  String ledgerIsAway(Model page, HttpServletResponse response) {
    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
    page.addAttribute("visitor", visitor());
    page.addAttribute("hasPages", hasPages());
    page.addAttribute("status", HttpStatus.SERVICE_UNAVAILABLE.value());
    page.addAttribute(
        "told", "The ledger cannot be read just now. Nothing is lost; load the page again soon.");
    return "console/error";
  }
}
