package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** What a request wants, and what sent it. */
final class Asked {
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private Asked() {}

  /** Whether it may change something. */
  static boolean toChange(HttpServletRequest request) {
    return !HARMLESS.contains(request.getMethod());
  }

  /**
   * Whether a program has sent it, and no browser: a page of another site cannot make a browser
   * send this header unless it is permitted to, and nobody permits it.
   */
  static boolean byAProgram(HttpServletRequest request) {
    return request.getHeader("X-SiteDrop") != null
        && request.getHeader(HttpHeaders.ORIGIN) == null
        && request.getHeader(HttpHeaders.COOKIE) == null
        && request.getHeader("Sec-Fetch-Site") == null;
  }

  /** Whether it is for a page or file of the built-in sandbox, which has rules of its own. */
  static boolean ofTheSandbox(HttpServletRequest request) {
    String path = request.getServletPath();
    return isStorage(request)
        || path.startsWith("/rest/")
        || path.startsWith("/oauth/token")
        || path.startsWith("/sandbox/");
  }

  /** By the servlet that gets it, however its path is written. */
  static boolean isStorage(HttpServletRequest request) {
    return request.getServletPath().equals("/storage");
  }
}
