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
final class KnownHosts extends OncePerRequestFilter {
  private static final String IPV4 = "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}";

  private final List<String> more;
  private final boolean alsoOfNetworks;

  private KnownHosts(List<String> more, boolean alsoOfNetworks) {
    this.more = more.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    this.alsoOfNetworks = alsoOfNetworks;
  }

  /**
   * This machine's own names.
   *
   * @param more those that the settings add
   */
  static KnownHosts ofThisMachine(List<String> more) {
    return new KnownHosts(more, false);
  }

  /**
   * The same, and for what comes by the network what probes and collectors call it there: an
   * address, a container or a service. No such name can be had on the internet.
   */
  static KnownHosts ofNetworksToo(List<String> more) {
    return new KnownHosts(more, true);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain rest)
      throws ServletException, IOException {
    if (isKnown(request)) {
      rest.doFilter(request, response);
    } else {
      Refusal.MISDIRECTED.write(
          response,
          "SiteDrop is not known by this name. Call it 127.0.0.1 or localhost, or set"
              + " CONSOLE_HOSTS.");
    }
  }

  private boolean isKnown(HttpServletRequest request) {
    if (request.getServerName() == null) {
      return true; // HTTP/1.0 of a probe; browsers always say whom they ask
    }
    String host = request.getServerName().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.startsWith("127.") && host.matches(IPV4)
        || host.equals("[::1]")
        || host.equals("[0:0:0:0:0:0:0:1]")
        || more.contains(host)
        || alsoOfNetworks && cameByTheNetwork(request) && isOfANetwork(host);
  }

  private static boolean cameByTheNetwork(HttpServletRequest request) {
    String here = request.getLocalAddr();
    return here != null
        && !here.startsWith("127.")
        && !here.equals("0:0:0:0:0:0:0:1")
        && !here.equals("::1");
  }

  /**
   * Neither an address, nor a name without a dot, nor one of a cluster is anybody's to register.
   */
  private static boolean isOfANetwork(String host) {
    return host.matches(IPV4)
        || host.startsWith("[")
        || host.indexOf('.') < 0
        || host.endsWith(".svc")
        || host.endsWith(".svc.cluster.local");
  }
}
