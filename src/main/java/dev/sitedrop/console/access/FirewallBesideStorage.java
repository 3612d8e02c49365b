package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;

/** Refuses requests that are written strangely, except for those of the sandbox's storage. */
class FirewallBesideStorage implements HttpFirewall {
  private final HttpFirewall strict;

  FirewallBesideStorage(HttpFirewall strict) {
    this.strict = strict;
  }

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    if (!Asked.isStorage(request)) {
      return strict.getFirewalledRequest(request);
    }
    return new FirewalledRequest(request) {
      @Override
      public void reset() {
        // nothing was changed
      }
    };
  }

  @Override
  public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
    return strict.getFirewalledResponse(response);
  }
}
