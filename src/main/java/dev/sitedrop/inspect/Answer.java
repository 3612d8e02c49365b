package dev.sitedrop.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.springframework.core.NestedExceptionUtils;

/**
 * What became of one call of the API.
 *
 * @param status HTTP's; 0 if no answer came
 * @param body of a good answer
 * @param failure why there is none, for a person; null if there is one
 * @param isTooLarge whether it is a good answer that is larger than is read
 * @param requestId what Procore's support finds the call by; null if it was not said
 * @param link the header of this name; null if there is none
 */
record Answer(
    int status, String body, String failure, boolean isTooLarge, String requestId, String link) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ID = 100;

  /** Calls by the route that signs and paces all calls, and waits as long as that takes. */
  static Answer to(ProcoreCall call, Company company, ProducerTemplate routes) {
    Exchange exchange =
        routes.send(
            "direct:procore-call",
            one -> {
              one.setVariable("company", company);
              one.getMessage().setBody(call);
            });
    Message message = exchange.getMessage();
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    Throwable failure =
        exchange.getException() == null
            ? null
            : NestedExceptionUtils.getMostSpecificCause(exchange.getException());
    boolean isGood = status != null && status / 100 == 2;
    return new Answer(
        status == null ? 0 : status,
        failure == null ? message.getBody(String.class) : "",
        failure == null ? null : FailureText.of(failure),
        isGood && failure instanceof IOException,
        message.getHeader("x-request-id", String.class),
        message.getHeader("Link", String.class));
  }

  /** Whether the account may do what was asked for, however much of the answer was read. */
  boolean isPermitted() {
    return failure == null || isTooLarge;
  }

  /** Whether nothing is known of what the account may do: Procore has to be asked again later. */
  boolean isNoAnswer() {
    return !isPermitted() && (status == 0 || status == 429 || status >= 500 || status / 100 == 3);
  }

  /** Why there is no good answer, and what Procore's support asks for. */
  String told() {
    String id = requestId == null ? "" : requestId.strip();
    return id.isEmpty()
        ? failure
        : failure + ", x-request-id " + id.substring(0, Math.min(LONGEST_ID, id.length()));
  }

  /** The body; missing if it is no JSON. */
  JsonNode json() {
    try {
      JsonNode json = JSON.readTree(body == null ? "" : body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }
}
