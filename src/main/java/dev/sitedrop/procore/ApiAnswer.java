package dev.sitedrop.procore;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/**
 * What the API answered to one request.
 *
 * @param status HTTP's
 * @param body at most 1 MB of text
 * @param retryAfter the header {@code Retry-After}; null if there is none
 * @param reset the header {@code X-Rate-Limit-Reset}; null if there is none
 * @param remaining the header {@code X-Rate-Limit-Remaining}; null if there is none
 */
public record ApiAnswer(
    int status, String body, String retryAfter, String reset, String remaining) {

  /**
   * @throws IOException if the body cannot be read, or is larger than 1 MB
   */
  public static ApiAnswer read(
      @Body InputStream body,
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Header("Retry-After") String retryAfter,
      @Header("X-Rate-Limit-Reset") String reset,
      @Header("X-Rate-Limit-Remaining") String remaining)
      throws IOException {
    return new ApiAnswer(status, AnswerBody.read(body), retryAfter, reset, remaining);
  }

  /** Whether the access token was rejected. */
  public boolean isUnauthorized() {
    return status == 401;
  }
}
