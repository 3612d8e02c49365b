package dev.sitedrop.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what asks for this machine by a name that it does not have. Where nobody logs in, a page
 * of a strange site could otherwise let its own name point here, and be taken for ours.
 */
class KnownHosts extends OncePerRequestFilter {
  private final List<String> more;

  KnownHosts(List<String> more) {
    this.more = more.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain rest)
      throws ServletException, IOException {
    if (isKnown(request.getServerName().toLowerCase(Locale.ROOT))) {
      rest.doFilter(request, response);
    } else {
      Refusal.MISDIRECTED.write(
          response,
          "SiteDrop is not known by this name. Call it 127.0.0.1 or localhost, or set"
              + " CONSOLE_HOSTS.");
    }
  }

  private boolean isKnown(String host) {
    return host.equals("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("[::1]")
        || host.equals("[0:0:0:0:0:0:0:1]")
        || more.contains(host);
  }
}
