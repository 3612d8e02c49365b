package dev.sitedrop;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;

/**
 * Keeps half of the server's threads for those who only ask: whoever sends bodies byte by byte,
 * over as many connections as he likes, could hold them all, and health would not be answered any
 * more. A valve, for a filter cannot keep Tomcat from reading the rest of a body that was refused.
 */
class BodiesAtOnce extends ValveBase {
  private final Semaphore places;

  /**
   * @param places how many bodies are read at once
   */
  BodiesAtOnce(int places) {
    super(true);
    this.places = new Semaphore(places);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (!hasBody(request)) {
      getNext().invoke(request, response);
    } else if (places.tryAcquire()) {
      try {
        getNext().invoke(request, response);
      } finally {
        places.release();
      }
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      response.setHeader(HttpHeaders.CONNECTION, "close");
      response.setStatus(Response.SC_SERVICE_UNAVAILABLE);
      response.finishResponse();
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }

  private static boolean hasBody(Request request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
