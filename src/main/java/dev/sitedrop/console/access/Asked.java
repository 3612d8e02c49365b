package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

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

  /** Whether a page asks for a part of itself. */
  static boolean byAPart(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  /**
   * Whether a script asks, or a page for a picture. Browsers tell, but not where the network could
   * read along; there, what is wanted tells.
   */
  static boolean byAScript(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    if (mode != null) {
      return !mode.equals("navigate");
    }
    String wanted = request.getHeader(HttpHeaders.ACCEPT);
    return wanted != null
        && !wanted.contains(MediaType.TEXT_HTML_VALUE)
        && (wanted.contains(MediaType.TEXT_EVENT_STREAM_VALUE)
            || wanted.contains(MediaType.APPLICATION_JSON_VALUE));
  }

  /** Whether a person looks at a page, to which a login may lead back. */
  static boolean forAPage(HttpServletRequest request) {
    String wanted = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals("GET")
        && !byAPart(request)
        && wanted != null
        && wanted.contains(MediaType.TEXT_HTML_VALUE)
        && request.getRequestURI().matches("/|/drop|/deliveries(/[^/]+)?");
  }

  /** Whether it is a call to the built-in sandbox, which has rules of its own. */
  static boolean ofTheSandbox(HttpServletRequest request) {
    String path = request.getServletPath();
    return isStorage(request) || path.startsWith("/rest/") || path.startsWith("/oauth/token");
  }

  /** Whether somebody looks at what the built-in sandbox has. */
  static boolean ofTheSandboxAccount(HttpServletRequest request) {
    return request.getServletPath().startsWith("/sandbox/");
  }

  /** By the servlet that gets it, however its path is written. */
  static boolean isStorage(HttpServletRequest request) {
    return request.getServletPath().equals("/storage");
  }
}
