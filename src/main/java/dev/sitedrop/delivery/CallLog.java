package dev.sitedrop.delivery;

import dev.sitedrop.ledger.AttemptLog;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.ProcoreCall;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the history of a delivery which calls were made for it, and how they were answered. */
@Component("callLog")
public class CallLog {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
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

  /** The answer is there, whatever it says. Procore's support asks for the id of a failed call. */
  public void answered(
      @Body ApiAnswer answer,
      @Variable(SENT) AttemptLog.Call sent,
      @Variable("call") ProcoreCall call) {
    if (sent != null) {
      sent.answered(answer.status());
    }
    if (answer.status() / 100 != 2 && answer.requestId() != null) {
      LOG.info(
          "Procore answered {} to {} {}; its x-request-id is {}",
          answer.status(),
          call.method(),
          call.path(),
          answer.requestId());
    }
  }
}
