package dev.sitedrop;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps half of the server's threads for those who only ask: whoever sends bodies byte by byte,
 * over as many connections as he likes, could hold them all, and health would not be answered any
 * more.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication
class BodiesAtOnce extends OncePerRequestFilter {
  private final Semaphore places;

  @Autowired
  BodiesAtOnce(ServerProperties server) {
    this(Math.max(1, server.getTomcat().getThreads().getMax() / 2));
  }

  BodiesAtOnce(int places) {
    this.places = new Semaphore(places);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!hasBody(request)) {
      chain.doFilter(request, response);
    } else if (places.tryAcquire()) {
      try {
        chain.doFilter(request, response);
      } finally {
        places.release();
      }
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      response.setHeader(HttpHeaders.CONNECTION, "close");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
