package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** What the API says to those whom it lets do nothing. */
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private final ConsoleDoors doors;

  ApiRefusals(ConsoleDoors doors) {
    this.doors = doors;
  }

  /** Who has not said who he is, or has said it wrongly. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (!doors.areLocked()) {
      Refusal.FORBIDDEN.write(response, "Here nobody may do this.");
    } else if (why instanceof InsufficientAuthenticationException) {
      if (!isAPage(request)) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"SiteDrop\"");
      }
      Refusal.UNAUTHORIZED.write(response, "Name and password are needed.");
    } else {
      Refusal.UNAUTHORIZED.write(
          response, "Name or password is wrong, or there were too many wrong ones: wait a minute.");
    }
  }

  /** Who may not do it, or has no token. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    Refusal.FORBIDDEN.write(
        response, "You may not do this, or the page is too old: load it again.");
  }

  /** A browser would ask for a password in a window of its own. */
  private static boolean isAPage(HttpServletRequest request) {
    return request.getHeader("Sec-Fetch-Mode") != null;
  }
}
