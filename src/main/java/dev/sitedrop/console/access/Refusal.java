package dev.sitedrop.console.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How a request is refused that gets no page: one sentence, in the form that the API has. */
enum Refusal {
  UNAUTHORIZED(401, "Unauthorized"),
  FORBIDDEN(403, "Forbidden"),
  /** Spring knows an older meaning of this number. */
  MISDIRECTED(421, "Misdirected Request");

  private final int status;
  private final String title;

  Refusal(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /**
   * @param detail a sentence of ours, with nothing of the request in it
   */
  void write(HttpServletResponse response, String detail) throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .write(
            String.format(
                    "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}", title, status, detail)
                .getBytes(StandardCharsets.UTF_8));
  }
}
