package dev.sitedrop.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class KnownHostsTest {
  private static final KnownHosts PAGES = KnownHosts.ofThisMachine(List.of("Site.example"));
  private static final KnownHosts PROBES = KnownHosts.ofNetworksToo(List.of("Site.example"));

  private static boolean lets(KnownHosts known, String host, String asked) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/prometheus");
    request.setServerName(host);
    request.setLocalAddr(asked);
    MockHttpServletResponse response = new MockHttpServletResponse();
    try {
      known.doFilter(request, response, new MockFilterChain());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return response.getStatus() != 421;
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.9.9.9", "[::1]", "SITE.example"})
  void itsOwnNamesAreKnownEverywhere(String host) {
    assertThat(lets(PAGES, host, "127.0.0.1")).isTrue();
    assertThat(lets(PROBES, host, "127.0.0.1")).isTrue();
    assertThat(lets(PROBES, host, "172.17.0.3")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "172.17.0.3",
        "[fd00::7]",
        "sitedrop",
        "sitedrop.site.svc",
        "a.b.svc.cluster.local"
      })
  void byTheNetworkProbesMayCallItWhatNobodyCanRegister(String host) {
    assertThat(lets(PROBES, host, "172.17.0.3")).isTrue();
    assertThat(lets(PROBES, host, "127.0.0.1")).isFalse();
    assertThat(lets(PROBES, host, "0:0:0:0:0:0:0:1")).isFalse();
    assertThat(lets(PAGES, host, "172.17.0.3")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "1.2.3.4.example", "svc.example", "x."})
  void aNameThatSomebodyCanHaveIsRefused(String host) {
    assertThat(lets(PAGES, host, "127.0.0.1")).isFalse();
    assertThat(lets(PROBES, host, "127.0.0.1")).isFalse();
    assertThat(lets(PROBES, host, "172.17.0.3")).isFalse();
  }

  @Test
  void whoSaysNoNameIsNoBrowser() {
    assertThat(lets(PROBES, null, "127.0.0.1")).isTrue();
  }
}
