package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.ProcoreFailure.TokenRejected;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The one place that decides what an answer means. */
@Component
public class Verdict {
  private final Clock clock;

  Verdict(Clock clock) {
    this.clock = clock;
  }

  /**
   * The verdict on an answer of the API.
   *
   * @return the body
   * @throws ProcoreFailure if the status is not 2xx
   */
  public String ofApi(ApiAnswer answer) {
    if (answer.status() / 100 == 2) {
      return answer.body();
    }
    String says = "Procore answered " + answer.status() + said(answer.body());
    if (answer.isUnauthorized()) {
      throw new TokenRejected(says);
    }
    throw of(answer.status(), says, answer.busyUntil(clock.instant()));
  }

  /**
   * The verdict on an answer of the login.
   *
   * @return the body, at most 1 MB
   * @throws LoginRefused if the credentials are refused
   * @throws ProcoreFailure if the status is not 2xx for another reason
   */
  public String ofLogin(
      @Variable(TokenRequest.ACCOUNT) ProcoreAccount account,
      @Body InputStream answer,
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Header("Retry-After") String retryAfter)
      throws IOException {
    String body = AnswerBody.read(answer);
    if (status / 100 == 2) {
      return body;
    }
    String says = "Procore's login answered " + status + said(body);
    ProcoreFailure verdict = of(status, says, busyUntil(retryAfter));
    throw verdict instanceof Refused || status == 401
        ? new LoginRefused(says + ". Check " + account.credentials())
        : verdict;
  }

  /**
   * The verdict on an answer of the storage to a PUT.
   *
   * @throws Expired on 403: the URL is past its time
   * @throws Damaged on 400: the bytes are not the ones announced
   * @throws ProcoreFailure if the status is not 2xx for another reason
   */
  public void ofStorage(
      InputStream answer,
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Header("Retry-After") String retryAfter)
      throws IOException {
    String body = AnswerBody.read(answer);
    if (status / 100 == 2) {
      return;
    }
    String says = "The storage answered " + status + said(body);
    throw switch (status) {
      case 403, 404, 410 -> new Expired(says);
      case 400 -> new Damaged(says);
      default -> of(status, says, busyUntil(retryAfter));
    };
  }

  private Instant busyUntil(String retryAfter) {
    Instant now = clock.instant();
    return RetryAfter.until(retryAfter, now, now);
  }

  private static ProcoreFailure of(int status, String says, Instant busyUntil) {
    return switch (status) {
      case 429 -> new BusyUntil(says, busyUntil, false);
      case 503 -> new BusyUntil(says, busyUntil, true);
      case 408 -> new Passing(says);
      default -> status >= 500 ? new Passing(says) : new Refused(says, status);
    };
  }

  private static String said(String body) {
    String text = ErrorText.of(body);
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
