package dev.sitedrop.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site makes a browser send. The token that forms bear does so too;
 * this asks the browser, and needs no session.
 */
class OwnPagesOnly extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain rest)
      throws ServletException, IOException {
    if (Asked.toChange(request) && isFromElsewhere(request)) {
      Refusal.FORBIDDEN.write(response, "This was sent by a page of another site.");
    } else {
      rest.doFilter(request, response);
    }
  }

  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin != null && !isOf(origin, request.getHeader(HttpHeaders.HOST));
  }

  /** The scheme is left out: a proxy before us may speak TLS. */
  private static boolean isOf(String origin, String host) {
    try {
      return URI.create(origin).getRawAuthority() != null
          && URI.create(origin).getRawAuthority().equalsIgnoreCase(host);
    } catch (IllegalArgumentException garbage) {
      return false;
    }
  }
}
