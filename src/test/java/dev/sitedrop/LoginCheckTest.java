package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.sitedrop.procore.AccessToken;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import java.net.ConnectException;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoginCheckTest {
  private final AccessToken token = mock(AccessToken.class);
  private final AccessToken otherToken = mock(AccessToken.class);
  private final Companies companies = mock(Companies.class);
  private final LoginCheck check = new LoginCheck(companies);

  @BeforeEach
  void thereIsOneCompany() {
    Company only = company("", token);
    when(companies.all()).thenReturn(List.of(only));
  }

  private void thereAreTwo() {
    List<Company> two = List.of(company("north", token), company("south", otherToken));
    when(companies.all()).thenReturn(two);
    when(companies.areSeveral()).thenReturn(true);
  }

  private static Company company(String name, AccessToken token) {
    Company company = mock(Company.class);
    when(company.label()).thenReturn(name);
    when(company.token()).thenReturn(token);
    return company;
  }

  @Test
  void aCompanyWhoseLoginIsRefusedDoesNotKeepTheOthersFromStarting(CapturedOutput output) {
    thereAreTwo();
    when(token.current()).thenThrow(new LoginRefused("the credentials are wrong"));

    check.logIn();

    assertThat(output)
        .contains("the credentials are wrong (north). What is for that company waits");
  }

  @Test
  void nobodyWhoMayLogInStopsTheStart() {
    thereAreTwo();
    when(token.current()).thenThrow(new LoginRefused("wrong"));
    when(otherToken.current()).thenThrow(new LoginRefused("wrong too"));

    assertThatThrownBy(check::logIn)
        .isInstanceOf(StartRefused.class)
        .hasMessage("wrong (north). wrong too (south).");
  }

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
