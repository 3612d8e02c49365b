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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** A call whose answer waits after it was carried out. */
  private static final class Hold {
    final String call;
    final int number;
    final AtomicInteger carriedOut = new AtomicInteger();
    final CountDownLatch met = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    Hold(String call, int number) {
      this.call = call;
      this.number = number;
    }
  }

  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<Hold> holds = new CopyOnWriteArrayList<>();

  /** The next calls get this answer, and nothing is done. */
  public void refuse(String call, int times, int status, Map<String, String> headers, String body) {
    faults.add(new Fault(call, false, status, headers, body, times));
  }

  /**
   * Of these calls that are carried out, that of this number gets its answer when all are released.
   */
  public void hold(String call, int number) {
    holds.add(new Hold(call, number));
  }

  /** Whether each call that is to be held is. */
  public boolean areAllHeld() {
    return holds.stream().allMatch(hold -> hold.met.getCount() == 0);
  }

  /** What is held gets its answer, and nothing is held from now on. */
  public void release() {
    holds.forEach(hold -> hold.released.countDown());
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
    String call = http.getMethod() + " " + http.getRequestURI();
    for (Hold hold : holds) {
      if (call.matches(hold.call)) {
        doAndHold(hold, request, (HttpServletResponse) response, chain);
        return;
      }
    }
    Fault fault = next(call);
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

  private static void doAndHold(
      Hold hold, ServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    if (kept.getStatus() < 300 && hold.carriedOut.incrementAndGet() == hold.number) {
      hold.met.countDown();
      try {
        hold.released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kept.copyBodyToResponse();
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
