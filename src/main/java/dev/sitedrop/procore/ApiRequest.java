package dev.sitedrop.procore;

import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.camel.component.http.HttpMethods;
import org.springframework.stereotype.Component;

/** Turns a {@link ProcoreCall} into an HTTP request to the API, signed with the access token. */
@Component
public class ApiRequest {
  /** The variable that keeps the token a request was signed with, for the case it is rejected. */
  static final String TOKEN = "accessToken";

  /**
   * Shorter than the rate budget believes in a call of which it hears nothing: a process that was
   * stopped for longer must not send what nobody counts any more.
   */
  private static final Duration A_TURN_HOLDS = RateBudget.BELIEVED.minusSeconds(10);

  /** The message's body becomes what is to be sent as JSON, or null. */
  public void prepare(
      @Body ProcoreCall call, @Variable(Company.VARIABLE) Company company, Exchange exchange) {
    String token = company.token().current();
    exchange.setVariable(TOKEN, token);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(call.method()));
    message.setHeader(Exchange.HTTP_URI, company.account().apiUrl() + call.pathAndQuery());
    message.setHeader("Authorization", "Bearer " + token);
    message.setHeader("Procore-Company-Id", company.id());
    message.setHeader("Accept", "application/json");
    if (call.token() != null) {
      message.setHeader("Idempotency-Token", call.token());
    }
    if (call.body() != null) {
      message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
    SendBefore before = call.allowed() == null ? SendBefore.in(A_TURN_HOLDS) : call.allowed().get();
    message.setHeader(LastLook.HEADER, before.text());
    message.setBody(call.body());
  }

  /** The API has rejected the token that a request was signed with. */
  public void rejected(
      @Variable(Company.VARIABLE) Company company, @Variable(TOKEN) String rejectedToken) {
    company.token().rejected(rejectedToken);
  }
}
