package dev.sitedrop.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import picocli.CommandLine;

class CheckCommandTest {
  private final Look look = mock(Look.class);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(String... arguments) {
    CommandLine line =
        Commands.line(
            new Program() {
              @Override
              public void run(String[] settings) {}

              @Override
              public Look look(String[] settings) {
                return look;
              }
            });
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 1];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return line.execute(all);
  }

  private void finds(Finding... findings) {
    doAnswer(
            call -> {
              Consumer<Finding> found = call.getArgument(1);
              List.of(findings).forEach(found);
              return null;
            })
        .when(look)
        .check(any(), any());
  }

  @Test
  void whatCannotBeKnownIsNoFailure() {
    finds(
        new Finding("login", true, "example"),
        new Finding("writing", Finding.State.UNKNOWN, "cannot be read"));

    assertThat(check()).isZero();
    assertThat(out.toString().replace("\r", ""))
        .isEqualTo("ok   login        example\n?    writing      cannot be read\n");
  }

  @Test
  void asJsonItIsNeitherTrueNorFalse() {
    finds(new Finding("login", false, "no"), new Finding("writing", Finding.State.UNKNOWN, "hm"));

    assertThat(check("--json")).isEqualTo(Exit.FAILED);
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"what\":\"login\",\"ok\":false,\"told\":\"no\"}",
            "{\"what\":\"writing\",\"ok\":null,\"told\":\"hm\"}");
  }

  @Test
  void theOptionsSayWhatIsLookedAt() {
    check("--company", "north", "--project=42", "--write-test", "--procore.company-id=7");

    ArgumentCaptor<CheckScope> scope = ArgumentCaptor.forClass(CheckScope.class);
    verify(look).check(scope.capture(), any());
    assertThat(scope.getValue()).isEqualTo(new CheckScope("north", List.of("42"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--project=tower | --project is 'tower'",
        "--write-test | --write-test needs one --project",
        "--write-test --project=1 --project=2 | --write-test needs one --project",
      })
  void optionsThatDoNotFitAreRefused(String options, String told) {
    assertThat(check(options.split(" "))).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).startsWith(told);
  }
}
