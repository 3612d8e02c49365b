package dev.sitedrop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.RoutesCopy;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The questions of {@code init}, and the files that follow from the answers. */
class InitTest {
  @TempDir private Path folder;

  private final Path routes = RoutesCopy.create();
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  private int init(String answers, String... more) {
    CommandLine line = Commands.line(null);
    line.getCommandSpec().removeSubcommand("init");
    line.addSubcommand(new InitCommand(new StringReader(answers)));
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    String[] arguments = {"init", "--routes=" + routes, "--config=" + folder.resolve("config")};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return line.execute(all);
  }

  private String written(String source) throws Exception {
    return Files.readString(routes.resolve("sources").resolve(source + ".camel.yaml"));
  }

  @Test
  void writesWhatWasAnsweredAndNoSecret() throws Exception {
    int exit =
        init(
            "seven\n7\nclient-1\n\nEurope/Berlin\n"
                + "y\n\n/srv/scans\n42\naccident_logs\n"
                + "y\n\nfiles.example.com\nsitedrop\nuploads\n"
                + "y\n\nimap.site.example\nphotos@site.example\nbuilders.example\nsmtp.site.example\n");

    assertThat(exit).as(err.toString()).isEqualTo(Exit.OK);
    assertThat(err.toString()).contains("  It may be a number, or nothing.");
    assertThat(Files.readString(folder.resolve("config/application.yaml")))
        .contains(
            "  company-id: 7\n", "  client-id: \"client-1\"\n", "time-zone: \"Europe/Berlin\"");
    assertThat(written("scanner")).contains("value: \"/srv/scans\"", "value: \"accident_logs\"");
    assertThat(written("site-office")).contains("value: \"{{env:SITE_OFFICE_PASSWORD}}\"");
    assertThat(written("site-mail")).contains("routeTemplateRef: mailbox-source");
    assertThat(out.toString())
        .contains(
            "Set      PROCORE_CLIENT_SECRET", "Set      SITE_MAIL_PASSWORD", "sitedrop check");
  }

  @Test
  void writesOverNothing() throws Exception {
    assertThat(init("\n\nn\nn\nn\n")).as(err.toString()).isEqualTo(Exit.OK);
    String before = Files.readString(folder.resolve("config/application.yaml"));

    assertThat(init("8\nc\n\n\nn\nn\nn\n")).isEqualTo(Exit.FAILED);

    assertThat(err.toString()).contains("application.yaml is there already. Nothing was written");
    assertThat(Files.readString(folder.resolve("config/application.yaml"))).isEqualTo(before);
    assertThat(init("8\nc\n\n\nn\nn\nn\n", "--force")).isEqualTo(Exit.OK);
  }

  @Test
  void writesNothingWhenTheAnswersEnd() {
    assertThat(init("7\n")).isEqualTo(Exit.FAILED);

    assertThat(folder.resolve("config")).doesNotExist();
  }
}
