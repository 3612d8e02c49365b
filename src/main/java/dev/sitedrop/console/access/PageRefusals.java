package dev.sitedrop.console.access;

import dev.sitedrop.console.page.ErrorPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What a page says to those who may not do what they want. */
class PageRefusals implements AccessDeniedHandler {

  /** Whoever has come as far as this is known, and may at least look. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    ErrorPage.refuse(
        request,
        response,
        HttpStatus.FORBIDDEN,
        why instanceof CsrfException
            ? "The page is too old: go back, load it again, and repeat it."
            : "This needs the role operator; yours is viewer, which may only look.");
  }
}
