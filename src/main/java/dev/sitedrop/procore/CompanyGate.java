package dev.sitedrop.procore;

import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What each call of the API passes, of its own company alone: the circuit, and the rate limit. */
@Component
public class CompanyGate {

  /**
   * Returns when the call of this exchange may be made, however long that takes.
   *
   * @throws ProcoreFailure.BusyUntil if SiteDrop stops meanwhile; the call was not made
   */
  public void enter(@Variable(Company.VARIABLE) Company company, Exchange exchange) {
    company.circuit().enter(exchange);
    company.budget().takeTurn(exchange);
  }

  /** Procore has answered. */
  public void leave(
      @Variable(Company.VARIABLE) Company company,
      @Body ApiAnswer answer,
      @Variable(RateBudget.TURN) RateBudget.Turn turn,
      @Variable(Circuit.PASSAGE) Circuit.Passage passage) {
    company.budget().endTurn(answer, turn);
    company.circuit().leave(answer, passage);
  }
}
