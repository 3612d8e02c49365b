package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Who sends bodies does not keep the others from being answered. */
class BodiesAtOnceTest {
  private final BodiesAtOnce filter = new BodiesAtOnce(1);
  private final List<Integer> statuses = new ArrayList<>();

  private static MockHttpServletRequest asking() {
    return new MockHttpServletRequest("GET", "/actuator/health");
  }

  private static MockHttpServletRequest sending() {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
    request.setContent(new byte[10]);
    return request;
  }

  private int statusOf(MockHttpServletRequest request) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response.getStatus();
  }

  @Test
  void whoOnlyAsksIsAnsweredWhileBodiesAreRead() throws Exception {
    filter.doFilter(
        sending(),
        new MockHttpServletResponse(),
        (request, response) -> {
          try {
            statuses.add(statusOf(sending()));
            statuses.add(statusOf(asking()));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(statuses).containsExactly(503, 200);
    assertThat(statusOf(sending())).as("a place is free again").isEqualTo(200);
  }

  @Test
  void aBodyWithoutALengthIsOne() throws Exception {
    MockHttpServletRequest chunked = new MockHttpServletRequest("POST", "/api/drop");
    chunked.addHeader("Transfer-Encoding", "chunked");
    filter.doFilter(
        chunked,
        new MockHttpServletResponse(),
        (request, response) -> {
          try {
            statuses.add(statusOf(sending()));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });

    assertThat(statuses).containsExactly(503);
  }
}
