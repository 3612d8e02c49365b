package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.FluentProducerTemplate;

/**
 * The bearer token of all companies that log in with the same credentials: one for all their calls,
 * fetched by one caller at a time, renewed before its end.
 */
public class AccessToken {
  /**
   * A token is renewed this long before its end, for a call on its way must still find it valid.
   */
  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** A refused login is not repeated sooner: locked accounts are made by hammering. */
  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);

  private final FluentProducerTemplate template;
  private final Clock clock;
  private final ProcoreAccount account;
  private String token;
  private Instant fetchedAt = Instant.MIN;
  private boolean replaced;
  private Instant renewAt = Instant.MIN;
  private volatile LoginRefused refusal;
  private volatile Instant refusedSince;
  private Instant refusedUntil = Instant.MIN;
  private BusyUntil busy;

  AccessToken(FluentProducerTemplate template, Clock clock, ProcoreAccount account) {
    this.template = template;
    this.clock = clock;
    this.account = account;
  }

  /** Whether it is the token of this account as well. */
  boolean isFor(ProcoreAccount other) {
    return account.logsInAs(other);
  }

  /**
   * A token that holds, as far as is known.
   *
   * @throws LoginRefused if the login refuses the credentials, or did so less than a minute ago
   * @throws BusyUntil if the login wants to be left alone until then
   */
  public synchronized String current() {
    Instant now = clock.instant();
    if (now.isBefore(refusedUntil)) {
      throw refusal;
    }
    if (busy != null && now.isBefore(busy.until())) {
      throw busy;
    }
    if (token == null || !now.isBefore(renewAt)) {
      fetch(now);
    }
    return token;
  }

  /** Whether the login has refused the credentials when it was asked last; asks nobody. */
  public boolean isRefused() {
    return refusal != null;
  }

  /** Since when it refuses them; null if it does not. */
  public Instant refusedSince() {
    return refusedSince;
  }

  /**
   * The API has rejected this token; unless there is a newer one already, the next is fetched. A
   * token that replaced a rejected one, and was never accepted either, is kept for a minute: what
   * is wrong is not the token, and each delivery would cost a login.
   */
  synchronized void rejected(String rejectedToken) {
    if (rejectedToken == null || !rejectedToken.equals(token)) {
      return;
    }
    boolean inVain = replaced && clock.instant().isBefore(fetchedAt.plus(AFTER_REFUSAL));
    if (!inVain) {
      token = null;
      replaced = true;
    }
  }

  /** The API has accepted a token. */
  synchronized void accepted() {
    replaced = false;
  }

  private void fetch(Instant now) {
    try {
      TokenAnswer answer =
          template.withBody(account).to("direct:access-token").request(TokenAnswer.class);
      token = answer.accessToken();
      fetchedAt = now;
      refusal = null;
      refusedSince = null;
      Duration half = answer.lifetime().dividedBy(2);
      renewAt = now.plus(answer.lifetime()).minus(MARGIN.compareTo(half) < 0 ? MARGIN : half);
    } catch (CamelExecutionException e) {
      if (e.getCause() instanceof LoginRefused refused) {
        refusal = refused;
        refusedSince = refusedSince == null ? now : refusedSince;
        refusedUntil = now.plus(AFTER_REFUSAL);
      } else if (e.getCause() instanceof BusyUntil until) {
        busy = until;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
