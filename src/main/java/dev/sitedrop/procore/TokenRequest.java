package dev.sitedrop.procore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** The HTTP request that asks the login for a token, by the client credentials grant. */
@Component
public class TokenRequest {
  /** The variable that keeps whose token it is, for the case that it is refused. */
  static final String ACCOUNT = "account";

  /** The message's body, an account, becomes the form. */
  public void prepare(Exchange exchange) {
    ProcoreAccount account = exchange.getMessage().getBody(ProcoreAccount.class);
    exchange.setVariable(ACCOUNT, account);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_METHOD, "POST");
    message.setHeader(Exchange.HTTP_URI, account.loginUrl() + "/oauth/token");
    message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
    message.setHeader("Accept", "application/json");
    message.setBody(
        "grant_type=client_credentials&client_id="
            + encoded(account.clientId())
            + "&client_secret="
            + encoded(account.clientSecret()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
