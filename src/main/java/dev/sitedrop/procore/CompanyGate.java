package dev.sitedrop.procore;

import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What each call of the API passes, of its own company alone: the circuit, and the rate limit. */
@Component
public class CompanyGate {
  /** Who did not wait for longer did not wait. */
  private static final Duration NOTICED = Duration.ofMillis(10);

  private final ApplicationEventPublisher events;

  CompanyGate(ApplicationEventPublisher events) {
    this.events = events;
  }

  /**
   * Returns when the call of this exchange may be made.
   *
   * @throws ProcoreFailure.BusyUntil if SiteDrop stops meanwhile, or the call's patience ends; the
   *     call was not made
   */
  public void enter(
      @Variable(Company.VARIABLE) Company company, @Body ProcoreCall call, Exchange exchange) {
    long before = System.nanoTime();
    Patience patience = Patience.of(call.patience());
    company.circuit().enter(exchange, patience);
    long passed = System.nanoTime();
    company.budget().takeTurn(exchange, patience);
    tell(company, TurnAwaited.Cause.CIRCUIT, passed - before);
    tell(company, TurnAwaited.Cause.BUDGET, System.nanoTime() - passed);
    WatchedCall watched = new WatchedCall(company, call, events);
    exchange.setVariable(WatchedCall.VARIABLE, watched);
    exchange.getExchangeExtension().addOnCompletion(watched);
  }

  private void tell(Company company, TurnAwaited.Cause cause, long nanos) {
    if (nanos >= NOTICED.toNanos()) {
      events.publishEvent(new TurnAwaited(company, cause, Duration.ofNanos(nanos)));
    }
  }

  /** Procore has answered. */
  public void leave(
      @Variable(Company.VARIABLE) Company company,
      @Body ApiAnswer answer,
      @Variable(RateBudget.TURN) RateBudget.Turn turn,
      @Variable(Circuit.PASSAGE) Circuit.Passage passage,
      @Variable(WatchedCall.VARIABLE) WatchedCall watched,
      @Header("x-request-id") String requestId) {
    company.budget().endTurn(answer, turn);
    if (!answer.isUnauthorized()) {
      company.token().accepted();
    }
    company.circuit().leave(answer, passage);
    watched.answered(answer.status(), requestId);
  }
}
