package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/** Takes the token from its header alone: to look into a form would read an upload whole. */
class TokenInHeader extends XorCsrfTokenRequestAttributeHandler {

  @Override
  public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    return super.resolveCsrfTokenValue(new HeadersOnly(request), token);
  }

  /** Knows of no parameters. */
  private static final class HeadersOnly extends jakarta.servlet.http.HttpServletRequestWrapper {
    HeadersOnly(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getParameter(String name) {
      return null;
    }
  }
}
