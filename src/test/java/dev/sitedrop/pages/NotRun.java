package dev.sitedrop.pages;

import java.util.List;
import java.util.Optional;

/**
 * A command of the pages that {@link WrittenCommandsIT} does not run, because it needs what belongs
 * to others, or because a test or a script of its own does.
 *
 * @param page where it stands
 * @param words how it begins
 * @param why what it needs, or who runs it; tests by their names
 */
record NotRun(String page, String words, String why) {
  static final List<NotRun> ALL =
      List.of(
          of("README.md", "./mvnw -Pdemo spring-boot:test-run", "DemoIT starts its class"),
          of("README.md", "./mvnw verify", "it is what runs all tests; .ci/run does so"),
          of("README.md", "./mvnw -DskipTests package", "what .ci/run has made is run"),
          of("README.md", "export PROCORE_CLIENT_ID", "an account of Procore's; JarIT has one"),
          of(
              "README.md",
              "target/bin/sitedrop check",
              "an account of Procore's; CheckTest has one"),
          of("README.md", "java -jar", "JarIT starts it so"),
          of("README.md", "export SPRING_DATASOURCE_URL", "PostgresJobTest, BucketIT"),
          of("docs/command-line.md", "sitedrop COMMAND --help", "HelpTest, of every command"),
          of("docs/command-line.md", "sitedrop run --dry-run", "LookingTest"),
          of("docs/command-line.md", "sitedrop check --project", "an account; CheckTest has one"),
          of("docs/command-line.md", "./mvnw -DskipTests package", "as in the README"),
          of("docs/command-line.md", "man ./sitedrop.1", "a viewer; HelpTest reads the page"),
          of("docs/console.md", "htpasswd", "apache2-utils, and somebody who types"),
          of("docs/console.md", "./mvnw verify", "ConsoleScreenshots; it changes the pages"),
          of("docs/docker.md", "docker build", "a Docker; docker/lint reads the file"),
          of("docs/docker.md", "docker compose", "a Docker; ComposeTest, docker/lint"),
          of("docs/docker.md", "kubectl", "a Kubernetes; ManifestTest reads the files"),
          of("docs/folders.md", "apt-get", "may be done by root only; .ci/run does; HeifConvertIT"),
          of("docs/growing.md", "export PROCORE_COMPANIES", "accounts of Procore's; CompaniesTest"),
          of("docs/growing.md", "export SPRING_DATASOURCE_URL", "PostgresJobTest, CopiesIT"),
          of("docs/growing.md", "export SITEDROP_SPOOL", "a bucket; BucketIT has one"),
          of("docs/operating.md", "tar -czf", "between two starts: OperatingIT"),
          of("docs/operating.md", "mv sitedrop", "between two starts: OperatingIT"),
          of("docs/operating.md", "./mvnw -Pcrash verify", "two hours; CrashIT does a part"),
          of("docs/operating.md", "./mvnw verify", "as in the README"),
          of("docs/operating.md", "java -jar", "JarIT starts the sandbox so"),
          of("docs/procore.md", "export PROCORE", "an account of Procore's; JarIT has one"),
          of("docs/procore.md", "sitedrop check", "an account of Procore's; CheckTest has one"),
          of("docs/routes.md", "./mvnw -q dependency:copy", "StartScriptIT copies the same jar"),
          of(
              "docs/security.md",
              "./mvnw -Paudit",
              "the database of osv.dev; OsvTest has a small one"),
          of("docs/settings.md", "./mvnw test", "SettingsPageTest; it changes the page"),
          of("docs/signals.md", "export LOGGING", "SignalsTest"),
          of("docs/signals.md", "export ALERT_WEBHOOK", "a webhook; AlertingTest has one"),
          of("docs/signals.md", "export ALERT_MAIL", "a mail server; AlertsTest has one"),
          of("docs/signals.md", "export OTEL", "a collector; TracesTest has one"),
          of("docs/speed.md", "./mvnw -Pbench", "half an hour alone on a machine"),
          of("docs/sources/imap.md", "openssl s_client", "a mail server; DovecotIT has one"),
          of(
              "docs/sources/microsoft-365.md",
              "Connect-ExchangeOnline",
              "an account of Microsoft's"),
          of("docs/sources/microsoft-365.md", "Set-CASMailbox", "an account of Microsoft's"),
          of("docs/sources/sftp.md", "ssh-keygen", "somebody who types; OpenSshIT makes such keys"),
          of("docs/sources/sftp.md", "ssh-keyscan", "an SFTP server; OpenSshIT has one"),
          of("docs/sources/sftp.md", "sftp", "an SFTP server; OpenSshIT has one"),
          of("docs/sources/sftp.md", "put", "an SFTP server; OpenSshIT has one"),
          of("docs/sources/sftp.md", "rename", "an SFTP server; OpenSshIT has one"));

  private static NotRun of(String page, String words, String why) {
    return new NotRun(page, words, why);
  }

  /** Why this command of the page is not run; empty for one that is. */
  static Optional<NotRun> why(String page, String command) {
    return ALL.stream()
        .filter(one -> one.page.equals(page) && command.startsWith(one.words))
        .findFirst();
  }

  static boolean isRun(Block block) {
    return block.isCommands()
        && block.commands().stream().anyMatch(one -> why(block.page(), one.text()).isEmpty());
  }
}
