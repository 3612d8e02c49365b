package dev.sitedrop.console.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Leads to the login. A part of a page cannot be led there, for the form would stand within the
 * page: the page is told to load itself anew. A script is told that there is no login: led to one,
 * it would take the form for its answer.
 */
class LoginFirst extends LoginUrlAuthenticationEntryPoint {
  LoginFirst() {
    super("/login");
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException, ServletException {
    if (Asked.byAPart(request)) {
      response.setHeader("HX-Refresh", "true");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (Asked.byAScript(request)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      super.commence(request, response, why);
    }
  }
}
