package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/** How a request is refused that gets no page: one sentence, in the form that the API has. */
enum Refusal {
  UNAUTHORIZED(HttpStatus.UNAUTHORIZED),
  FORBIDDEN(HttpStatus.FORBIDDEN),
  MISDIRECTED(HttpStatus.valueOf(421));

  private final HttpStatus status;

  Refusal(HttpStatus status) {
    this.status = status;
  }

  /**
   * @param detail a sentence of ours, with nothing of the request in it
   */
  void write(HttpServletResponse response, String detail) throws IOException {
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .write(
            String.format(
                    "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}",
                    status.getReasonPhrase(), status.value(), detail)
                .getBytes(StandardCharsets.UTF_8));
  }
}
