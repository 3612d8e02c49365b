package dev.sitedrop.delivery;

import dev.sitedrop.ledger.AttemptLog;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.ProcoreCall;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Tells the history of a delivery which calls were made for it, and how they were answered. */
@Component("callLog")
public class CallLog {
  private static final String SENT = "sentCall";

  /** A call that was made for no delivery, such as a look for a project's name, is not told. */
  public void sends(
      @Variable("delivery") Delivery delivery,
      @Variable("call") ProcoreCall call,
      Exchange exchange) {
    if (delivery != null) {
      exchange.setVariable(SENT, delivery.log().sends(call.method() + " " + call.path()));
    }
  }

  /** The answer is there, whatever it says. */
  public void answered(@Body ApiAnswer answer, @Variable(SENT) AttemptLog.Call sent) {
    if (sent != null) {
      sent.answered(answer.status());
    }
  }
}
