package dev.sitedrop.sandbox;

import dev.sitedrop.sandbox.SandboxFaults.LostAs;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Loses the calls that make an image or an accident log, before or after they are carried out.
 * Outside of other filters, so that what is lost has passed them.
 */
@Component
@Order(0)
class LostAnswers extends OncePerRequestFilter {
  private static final String CUT = LostAnswers.class.getName();

  private final SandboxFaults faults;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final Map<String, Integer> carriedOut = new ConcurrentHashMap<>();

  LostAnswers(SandboxFaults faults) {
    this.faults = faults;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    boolean any =
        faults.requestsLost() > 0
            || faults.answersLost() > 0
            || faults.answersLostEvery() > 0
            || faults.associationDelay().toMillis() > 0;
    return !any
        || !request.getMethod().equals("POST")
        || !request.getRequestURI().matches(".*/(images|accident_logs)");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String resource = request.getRequestURI().replaceAll(".*/", "");
    if (calls.merge(resource, 1, Integer::sum) <= faults.requestsLost()) {
      lose(request, response);
      return;
    }
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    delay();
    if (kept.getStatus() < 300 && isLost(carriedOut.merge(resource, 1, Integer::sum))) {
      lose(request, response);
    } else {
      kept.copyBodyToResponse();
    }
  }

  private boolean isLost(int number) {
    return number <= faults.answersLost()
        || faults.answersLostEvery() > 0 && number % faults.answersLostEvery() == 0;
  }

  private void delay() throws ServletException {
    try {
      Thread.sleep(faults.associationDelay().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServletException(e);
    }
  }

  private void lose(HttpServletRequest request, HttpServletResponse response) {
    response.reset();
    if (faults.lostAs() == LostAs.CUT) {
      request.setAttribute(CUT, true);
    } else {
      response.setStatus(faults.lostAs() == LostAs.BAD_GATEWAY ? 502 : 504);
    }
  }

  /** Ends the connection without an answer. */
  static class Cut extends ValveBase {
    Cut() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      getNext().invoke(request, response);
      if (request.getAttribute(CUT) != null) {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("cut"));
      }
    }
  }
}
