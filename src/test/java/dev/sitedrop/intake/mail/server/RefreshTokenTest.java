package dev.sitedrop.intake.mail.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.intake.mail.MailHost;
import dev.sitedrop.intake.mail.TestCertificate;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The OAuth2 login by a refresh token, as Google's and Microsoft's answer. */
class RefreshTokenTest {
  private static final String ASKED = "client_id=id&grant_type=refresh_token&refresh_token=";

  private static Login login(TokenServer tokens) {
    return new TokenLogin(
        MailHost.MAILBOX,
        tokens.url(),
        Map.of("grant_type", "refresh_token", "client_id", "id", "refresh_token", "first/one"),
        Clock.systemUTC());
  }

  private static String rotated(String token, String refreshToken) {
    return "{\"access_token\":\""
        + token
        + "\",\"expires_in\":0,\"refresh_token\":\""
        + refreshToken
        + "\"}";
  }

  @Test
  void aRefreshTokenLogsInToTheMailbox() throws Exception {
    try (MailHost host = new MailHost();
        TokenServer tokens = new TokenServer(TokenServer.token(MailHost.PASSWORD, 3600))) {
      MailServer server =
          new MailServer("localhost", host.imapPort(), Security.TLS, TestCertificate.pem());
      Mailbox mailbox = new Mailbox(server, login(tokens), "INBOX", "SiteDrop");

      mailbox.connect();

      assertThat(mailbox.list(Place.WATCHED)).isEmpty();
      assertThat(tokens.requests()).containsExactly(ASKED + "first%2Fone");
      mailbox.disconnect();
    }
  }

  /** Google gives none. */
  @Test
  void withoutANewOneTheRefreshTokenIsUsedAgain() throws Exception {
    try (TokenServer tokens = new TokenServer(TokenServer.token("t", 0))) {
      Login login = login(tokens);

      login.secret();
      login.secret();

      assertThat(tokens.requests()).containsExactly(ASKED + "first%2Fone", ASKED + "first%2Fone");
    }
  }

  /** Microsoft gives a new one each time. */
  @Test
  void aNewRefreshTokenTakesTheOldOnesPlace() throws Exception {
    try (TokenServer tokens =
        new TokenServer(rotated("a", "second"), rotated("b", "third"), rotated("c", "fourth"))) {
      Login login = login(tokens);

      assertThat(login.secret()).isEqualTo("a");
      assertThat(login.secret()).isEqualTo("b");
      assertThat(login.secret()).isEqualTo("c");

      assertThat(tokens.requests())
          .containsExactly(ASKED + "first%2Fone", ASKED + "second", ASKED + "third");
    }
  }

  @Test
  void aRefreshTokenThatIsRefusedIsToldWithWhatToDoAndWithoutIt() throws Exception {
    String refused =
        "{\"error\":\"invalid_grant\",\"error_description\":\"AADSTS700082: first/one expired\"}";
    try (TokenServer tokens = new TokenServer(refused)) {
      assertThatThrownBy(login(tokens)::secret)
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the login at 127.0.0.1 gives no token (invalid_grant, AADSTS700082). The refreshToken"
                  + " is not valid, or not any more: make a new one");
    }
  }
}
