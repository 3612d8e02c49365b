package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.sitedrop.procore.AccessToken;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import java.net.ConnectException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoginCheckTest {
  private final AccessToken token = mock(AccessToken.class);
  private final LoginCheck check = new LoginCheck(token);

  @Test
  void aLoginThatCannotBeReachedStopsNothingAndIsSaidPlainly(CapturedOutput output) {
    when(token.current())
        .thenThrow(
            new CamelExecutionException(
                "Exception occurred during execution on the exchange",
                new DefaultExchange(new DefaultCamelContext()),
                new ConnectException("Connection refused")));

    check.logIn();

    assertThat(output.getOut())
        .contains("login cannot be reached now (Connection refused). Files are taken in and wait")
        .doesNotContain("Exchange");
  }

  @Test
  void wrongCredentialsStopTheStart() {
    when(token.current()).thenThrow(new LoginRefused("the credentials are wrong"));

    assertThatThrownBy(check::logIn).isInstanceOf(StartRefused.class);
  }
}
