package dev.sitedrop;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Stands before the sandbox and lets a number of calls go wrong. */
public class Faults implements Filter {

  /** What happens to a call instead of its answer. */
  private static final class Fault {
    final String call;
    final boolean carriedOut;
    final int status;
    final Map<String, String> headers;
    final String body;
    int left;

    Fault(
        String call,
        boolean carriedOut,
        int status,
        Map<String, String> headers,
        String body,
        int left) {
      this.call = call;
      this.carriedOut = carriedOut;
      this.status = status;
      this.headers = headers;
      this.body = body;
      this.left = left;
    }
  }

  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  /** The next calls get this answer, and nothing is done. */
  public void refuse(String call, int times, int status, Map<String, String> headers, String body) {
    faults.add(new Fault(call, false, status, headers, body, times));
  }

  /** Nothing goes wrong any more. */
  public void clear() {
    faults.clear();
  }

  /** The next calls are left alone. */
  public void pass(String call, int times) {
    faults.add(new Fault(call, true, 0, Map.of(), "", times));
  }

  /** The next calls are carried out, but their answer is replaced by this one. */
  public void loseAnswer(String call, int times, int status, String body) {
    faults.add(new Fault(call, true, status, Map.of(), body, times));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Fault fault = next(http.getMethod() + " " + http.getRequestURI());
    if (fault == null || fault.status == 0) {
      chain.doFilter(request, response);
      return;
    }
    if (fault.carriedOut) {
      chain.doFilter(request, new ContentCachingResponseWrapper((HttpServletResponse) response));
    }
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.reset();
    answer.setStatus(fault.status);
    fault.headers.forEach(answer::setHeader);
    answer.getOutputStream().write(fault.body.getBytes(StandardCharsets.UTF_8));
  }

  private synchronized Fault next(String call) {
    for (Fault fault : faults) {
      if (call.matches(fault.call)) {
        fault.left--;
        if (fault.left == 0) {
          faults.remove(fault);
        }
        return fault;
      }
    }
    return null;
  }
}
