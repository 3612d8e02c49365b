package dev.sitedrop.procore;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** The HTTP request that asks the login for a token, by the client credentials grant. */
@Component
public class TokenRequest {
  private final ProcoreAccount account;

  TokenRequest(ProcoreAccount account) {
    this.account = account;
  }

  /** The message's body becomes the form. */
  public void prepare(Exchange exchange) {
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
