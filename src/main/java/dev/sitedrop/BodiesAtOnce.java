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
 * more. A valve, for a filter cannot keep Tomcat from reading the rest of a body that was refused:
 * that is done here, while the place is held.
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
    // what Tomcat has found wrong already is answered, and nothing is read of it
    if (!hasBody(request) || response.isErrorReportRequired()) {
      getNext().invoke(request, response);
    } else if (places.tryAcquire()) {
      try {
        getNext().invoke(request, response);
        end(request, response);
      } finally {
        places.release();
      }
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "5");
      response.setHeader(HttpHeaders.CONNECTION, "close");
      response.setStatus(Response.SC_SERVICE_UNAVAILABLE);
      response.finishResponse();
      close(response);
    }
  }

  /** Leaves nothing to read to Tomcat, which would do it without a place, and without an end. */
  private static void end(Request request, Response response) throws IOException {
    if (request.isAsync()) {
      return; // comes by again
    }
    response.finishResponse();
    if (!new UnreadBody(request.getCoyoteRequest()).isReadToItsEnd()) {
      close(response);
    }
  }

  /** At once: what comes yet on this connection is the rest of a body, and never a request. */
  private static void close(Response response) {
    response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
  }

  /** By its mere presence: the length may be no number. */
  private static boolean hasBody(Request request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && !"0".equals(length)
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
