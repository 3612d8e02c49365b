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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The one place that decides what an answer means. */
@Component
public class Verdict {
  /** In the XML of an S3 error; what other storages answer has none. */
  private static final Pattern STORAGE_CODE = Pattern.compile("<Code>\\s*(\\w{1,80})\\s*</Code>");

  private final Clock clock;

  public Verdict(Clock clock) {
    this.clock = clock;
  }

  /**
   * The verdict on an answer of the API.
   *
   * @return the body; {@code null} as JSON writes it if it is empty
   * @throws ProcoreFailure if the status is not 2xx
   */
  public String ofApi(ApiAnswer answer) {
    if (answer.status() / 100 == 2) {
      return answer.body().isBlank() ? "null" : answer.body();
    }
    String says = "Procore answered " + answer.status() + said(answer.body());
    if (answer.isUnauthorized()) {
      throw new TokenRejected(says);
    }
    throw of(answer.status(), says, answer.busyUntil(clock.instant()));
  }

  /** Whether a request was refused for the upload that it names, or for the way it is named. */
  public static boolean isAboutUpload(ApiAnswer answer) {
    return new Refused(said(answer.body()), answer.status()).isAboutUpload();
  }

  /**
   * The verdict on an answer of the login. The credentials are wrong only if the login says so: a
   * proxy's page, a redirect or an address that is not the login's says nothing of them.
   *
   * @return the body, at most 1 MB; it holds a token
   * @throws LoginRefused if the credentials are refused
   * @throws BusyUntil if the login has been asked too often
   * @throws Passing if there is no token for another reason
   */
  public String ofLogin(
      @Variable(TokenRequest.ACCOUNT) ProcoreAccount account,
      @Body InputStream answer,
      @Header(Exchange.HTTP_RESPONSE_CODE) int status,
      @Header("Retry-After") String retryAfter)
      throws IOException {
    String body = AnswerBody.read(answer);
    if (status / 100 == 2) {
      if (TokenAnswer.isIn(body)) {
        return body;
      }
      // the body is not shown: it may hold a secret under another name
      throw new Passing(
          "Procore's login answered " + status + " without an access token. " + whereFrom(account));
    }
    String says = "Procore's login answered " + status + said(body);
    if (status == 429 || status == 503) {
      throw new BusyUntil(says, busyUntil(retryAfter), false);
    }
    throw LoginError.refusesCredentials(status, body)
        ? new LoginRefused(says + ". Check " + account.credentials())
        : new Passing(says + ". " + whereFrom(account));
  }

  private static String whereFrom(ProcoreAccount account) {
    return account.loginUrl() + " was asked; check " + account.loginSettings();
  }

  /**
   * The verdict on an answer of the storage to a PUT. Its status alone says little: S3 answers a
   * slow line with 400 as it does damaged bytes. So the error's code decides, and what is unknown
   * passes.
   *
   * @throws Expired if the URL or the upload holds no more
   * @throws Damaged if the bytes are not the ones announced
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
    Matcher code = STORAGE_CODE.matcher(body);
    throw switch (code.find() ? code.group(1) : "") {
      case "BadDigest", "XAmzContentSHA256Mismatch", "InvalidDigest" -> new Damaged(says);
      case "ExpiredToken", "AccessDenied", "SignatureDoesNotMatch", "NoSuchUpload" ->
          new Expired(says);
      case "RequestTimeout", "IncompleteBody", "InternalError", "TemporaryRedirect" ->
          new Passing(says, true);
      case "SlowDown" -> busy(says, retryAfter);
      default ->
          switch (status) {
            case 403, 404, 410 -> new Expired(says);
            case 429, 503 -> busy(says, retryAfter);
            default -> new Passing(says, true);
          };
    };
  }

  /** A storage that does not say until when is asked again as after any other failure. */
  private ProcoreFailure busy(String says, String retryAfter) {
    return retryAfter == null
        ? new Passing(says)
        : new BusyUntil(says, busyUntil(retryAfter), true);
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
      default -> status / 100 == 3 || status >= 500 ? new Passing(says) : new Refused(says, status);
    };
  }

  private static String said(String body) {
    String text = ErrorText.of(body);
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
