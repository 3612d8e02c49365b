package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.DefaultBootstrapContext;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class StartCheckTest {
  @TempDir private Path folder;

  /** Checks what a shell's variables say; those with defaults have them. */
  private StandardEnvironment check(Map<String, String> variables, String... arguments) {
    StandardEnvironment environment = environment(variables, arguments);
    new StartCheck()
        .onApplicationEvent(
            new ApplicationEnvironmentPreparedEvent(
                new DefaultBootstrapContext(),
                new SpringApplication(),
                new String[0],
                environment));
    return environment;
  }

  private StandardEnvironment environment(Map<String, String> variables, String... arguments) {
    Map<String, Object> all = new HashMap<>();
    all.put("SITEDROP_HOME", folder.resolve("home").toString());
    all.put("SITEDROP_SPOOL", folder.resolve("home/spool").toString());
    all.put("SITEDROP_ROUTES", "routes");
    all.put("SERVER_ADDRESS", "127.0.0.1");
    all.put("SERVER_PORT", "8080");
    all.put("DELIVERY_WORKERS", "8");
    all.putAll(variables);
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(s -> environment.getPropertySources().remove(s.getName()));
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, all));
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
    ConfigurationPropertySources.attach(environment);
    return environment;
  }

  private static Map<String, String> variables(String said) {
    Map<String, String> variables = new HashMap<>();
    for (String one : said.strip().split("\\s+")) {
      variables.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    return variables;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALERT_WEBHOOK=ftp://chat.example/secret | ALERT_WEBHOOK is no http or https address. Set it",
        "ALERT_WEBHOOK=hooks/secret | ALERT_WEBHOOK is no http or https address. Set it to one such",
        "TRACES_ENDPOINT=secret:4318 | TRACES_ENDPOINT is no http or https address. Set it",
        "TRACES_COLLECTOR=grpc://secret:4317 | TRACES_COLLECTOR is no http or https address. Set it",
        "ALERT_MAIL_TO=a@b.example ALERT_SMTP_USER=u@b.example ALERT_SMTP_PASSWORD=secret | ALERT_MAIL_TO is set, and ALERT_SMTP_HOST is not. Set it to the server",
        "ALERT_MAIL_TO=a@b.example ALERT_SMTP_HOST=h ALERT_SMTP_USER=u ALERT_SMTP_PASSWORD=secret | ALERT_SMTP_FROM is ''. Set it to the address that alerts are from",
        "ALERT_MAIL_TO=a@b.example ALERT_SMTP_HOST=192.0.2.1 ALERT_SMTP_USER=u@b.example ALERT_SMTP_PASSWORD=secret ALERT_SMTP_SECURITY=none | ALERT_SMTP_SECURITY is 'none', and ALERT_SMTP_HOST is another machine",
      })
  void whereSignalsCannotGoIsNamedWithoutASecret(String said, String told) {
    assertThatThrownBy(() -> check(variables(said)))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(told)
        .hasMessageNotContaining("secret:");
  }

  @Test
  void whereSignalsCanGoIsTaken() {
    assertThatCode(
            () ->
                check(
                    variables(
                        "ALERT_WEBHOOK=https://chat.example/x ALERT_MAIL_TO=a@b.example"
                            + " ALERT_SMTP_HOST=h ALERT_SMTP_USER=u@b.example"
                            + " ALERT_SMTP_PASSWORD=p TRACES_COLLECTOR=http://127.0.0.1:4318")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--delivery.worker=4 | delivery.worker is not known. Is delivery.workers meant?",
        "--delivery.workers.x=4 | delivery.workers.x is not known. Is delivery.workers meant?",
        "--sitedrop.hom=canary | sitedrop.hom is not known. Is sitedrop.home meant?",
        "--intake.web.max-file=4 | intake.web.max-file is not known. Is intake.web.max-files meant?",
        "--intake.rule[0].then.project=42 | intake.rule[0].then.project is not known. Is intake.rules meant?",
        "--intake.rule=x | intake.rule is not known. Is intake.rules meant?",
        "--intake.heic-convert=x | intake.heic-convert is not known. Is intake.heic-converter meant?",
        "--intake.zone=x | intake.zone is not known. Is intake.time-zone meant?",
        "--intake.hiec=keep | intake.hiec is not known. Is intake.heic meant?",
        "--delivery.retry=1s | delivery.retry is not known. Is delivery.first-retry meant?",
        "--ledger.keep=1d | ledger.keep is not known. Is ledger.keep-delivered meant?",
        "--intake.quux=1 | intake.quux is not known. docs/settings.md names all settings.",
        "--intake.rules[0].when.folder=x | intake.rules[0].when.folder is not known. There may be"
            + " source, path, subject, sender, content-type, min-size and max-size.",
        "--intake.rules[0].if.path=x | intake.rules[0].if is not known. There may be when and then.",
        "--intake.rules[0].then.projet=42 | intake.rules[0].then.projet is not known. Is"
            + " intake.rules[0].then.project meant? There may be target, project, fields and refuse.",
        "--procore.companies.north.client=canary | procore.companies.north.client is not known. Is"
            + " procore.companies.north.client-id meant? There may be",
        "--console.users.ann.rolle=operator | console.users.ann.rolle is not known. Is"
            + " console.users.ann.role meant?",
      })
  void aNameOfOursThatIsNoneIsNamedWithTheOneMostAlike(String said, String told) {
    assertThatThrownBy(() -> check(Map.of(), said))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(told)
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--delivery.firstRetry=1s",
        "--procore.companies.north.storage-hosts[0]=a.example",
        "--alert.mail-to[0]=a@b.example",
        "--intake.rules[0].when.content_type[0]=image/png",
        "--intake.rules[0].then.fields.comments=x",
        "--console.users.[ann@site.example].role=operator",
        "--console",
        "--other.worker=4"
      })
  void aNameThatIsKnownOrNotOursPasses(String said) {
    assertThatCode(() -> UnknownSetting.refuse(environment(Map.of(), said)))
        .doesNotThrowAnyException();
  }

  @Test
  void aVariableThatIsNearlyASettingIsTold() {
    assertThat(
            UnknownSetting.slips(
                Set.of(
                    "DELIVERY_WORKER",
                    "DELIVERY_WORKERS",
                    "DELIVERY_FIRSTRETRY",
                    "SITEDROP_HMOE",
                    "SITEDROP_JAVA",
                    "SITEDROP_PORT",
                    "SITEDROP_SERVICE_HOST",
                    "PROCORE_COMPANIES_NORTH_COMPANY_ID",
                    "CONSOLE_PORT",
                    "PATH")))
        .isEqualTo(Map.of("DELIVERY_WORKER", "DELIVERY_WORKERS", "SITEDROP_HMOE", "SITEDROP_HOME"));
  }

  @Test
  void aVariableThatLooksAlikeStopsNothing() {
    assertThatCode(
            () ->
                check(
                    Map.of(
                        "SITEDROP_PORT",
                        "tcp://10.0.0.1:8080",
                        "SITEDROP_SERVICE_HOST",
                        "10.0.0.1")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:/bucket",
        "s3://",
        "s3://Upper",
        "s3://bucket/a b",
        "s3://key:secret@bucket",
        "https://bucket.example",
        "gs://bucket"
      })
  void whatIsNoSpoolIsNamedWithWhatItMayBe(String said) {
    assertThatThrownBy(() -> check(Map.of("SITEDROP_SPOOL", said)))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "SITEDROP_SPOOL is '"
                + said
                + "'. Set it to a folder, or a bucket such as s3://site-photos/spool.");
  }

  @Test
  void aSpoolIsAFolderOrABucket() {
    Path shared = folder.resolve("mounted/spool");

    assertThat(check(Map.of("SITEDROP_SPOOL", shared + "/")).getProperty("sitedrop.spool"))
        .isEqualTo(shared.toString());
    assertThat(shared).isEmptyDirectory();
    assertThat(check(Map.of("SITEDROP_SPOOL", "s3://b-1/a/b/")).getProperty("sitedrop.spool"))
        .isEqualTo("s3://b-1/a/b");
  }

  @Test
  void withoutAnyVariableTheSandboxIsMeant() throws IOException {
    StandardEnvironment environment = check(Map.of());

    assertThat(environment.getProperty("sitedrop.home"))
        .isEqualTo(folder.resolve("home").toString());
    assertThat(folder.resolve("home")).isDirectory();
    for (String others : List.of("spool", "database")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve("home").resolve(others)))
          .containsExactlyInAnyOrderElementsOf(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5",
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5 PROCORE_ENVIRONMENT=sandbox",
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5 PROCORE_ENVIRONMENT=monthly",
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5 PROCORE_ENVIRONMENT=federal",
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5"
        + " PROCORE_API_URL=http://127.0.0.1:1 PROCORE_LOGIN_URL=https://login.example",
    "PROCORE_CLIENT_ID= PROCORE_CLIENT_SECRET= PROCORE_COMPANY_ID=",
    "SPRING_DATASOURCE_URL=jdbc:postgresql://127.0.0.1/sitedrop",
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANIES_NORTH_COMPANY_ID=5"
        + " PROCORE_COMPANIES_SOUTH_COMPANY_ID=6",
    "PROCORE_COMPANIES_NORTH_CLIENT_ID=a PROCORE_COMPANIES_NORTH_CLIENT_SECRET=b"
        + " PROCORE_COMPANIES_NORTH_COMPANY_ID=5 PROCORE_COMPANIES_NORTH_STORAGE_HOSTS=a.example",
    "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5"
        + " PROCORE_COMPANIES_NORTH_COMPANY_ID=5 PROCORE_COMPANIES_NORTH_ENVIRONMENT=sandbox",
  })
  void goodSettingsPass(String said) {
    assertThatCode(() -> check(variables(said))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PROCORE_CLIENT_ID=a | PROCORE_CLIENT_SECRET and PROCORE_COMPANY_ID are not set",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b | PROCORE_COMPANY_ID is not set",
        "PROCORE_API_URL=http://127.0.0.1:1 | not as whom",
        "PROCORE_ENVIRONMENT=production | not as whom",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=acme | PROCORE_COMPANY_ID"
            + " is 'acme'",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5 PROCORE_ENVIRONMENT=test"
            + " | PROCORE_ENVIRONMENT is 'test'",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5"
            + " PROCORE_API_URL=https://x | only PROCORE_API_URL is set",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5 PROCORE_API_URL=x"
            + " PROCORE_LOGIN_URL=https://x | PROCORE_API_URL is 'x'",
        "SPRING_DATASOURCE_URL=postgresql://ann:canary@db/x | SPRING_DATASOURCE_URL begins with"
            + " 'postgresql:'. Set it to an address such as jdbc:postgresql://",
        "SPRING_DATASOURCE_URL=jdbc:mysql://db/x | SPRING_DATASOURCE_URL begins with 'jdbc:mysql:'",
        "PROCORE_COMPANIES_NORTH_CLIENT_ID=a | PROCORE_COMPANIES_NORTH_CLIENT_SECRET is not set",
        "PROCORE_COMPANIES_NORTH_COMPANY_ID=5 | PROCORE_COMPANIES_NORTH_CLIENT_ID and"
            + " PROCORE_COMPANIES_NORTH_CLIENT_SECRET are not set",
        "PROCORE_CLIENT_ID=a PROCORE_COMPANIES_NORTH_COMPANY_ID=5 | PROCORE_CLIENT_SECRET is not",
        "PROCORE_COMPANY_ID=4 PROCORE_COMPANIES_NORTH_COMPANY_ID=5 | PROCORE_CLIENT_ID and"
            + " PROCORE_CLIENT_SECRET are not set",
        "PROCORE_COMPANIES_NORTH_CLIENT_ID=a PROCORE_COMPANIES_NORTH_CLIENT_SECRET=b"
            + " | PROCORE_COMPANIES_NORTH_COMPANY_ID is not set. Set it to Procore's company id",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANIES_NORTH_COMPANY_ID=acme"
            + " | PROCORE_COMPANIES_NORTH_COMPANY_ID is 'acme'. Set it to Procore's company id",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANIES_NORTH_COMPANY_ID=5"
            + " PROCORE_COMPANIES_NORTH_API_URL=http://127.0.0.1:1 | only"
            + " PROCORE_COMPANIES_NORTH_API_URL is set",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANIES_NORTH_COMPANY_ID=5"
            + " PROCORE_COMPANIES_NORTH_ENVIRONMENT=test"
            + " | PROCORE_COMPANIES_NORTH_ENVIRONMENT is 'test'. Set it to production, sandbox, monthly"
            + " or federal.",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANIES_NORTH_COMPANY_ID=5"
            + " PROCORE_COMPANIES_SOUTH_COMPANY_ID=5 | PROCORE_COMPANIES_SOUTH_COMPANY_ID is '5',"
            + " and so is PROCORE_COMPANIES_NORTH_COMPANY_ID. Set each to another company.",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5"
            + " PROCORE_COMPANIES_NORTH_COMPANY_ID=5"
            + " PROCORE_COMPANIES_NORTH_API_URL=https://api.procore.com"
            + " PROCORE_COMPANIES_NORTH_LOGIN_URL=https://login.procore.com"
            + " | PROCORE_COMPANIES_NORTH_COMPANY_ID is '5', and so is PROCORE_COMPANY_ID.",
        "PROCORE_CLIENT_ID=a PROCORE_CLIENT_SECRET=b PROCORE_COMPANY_ID=5"
            + " PROCORE_API_URL=https://api-monthly.procore.com PROCORE_LOGIN_URL=https://x"
            + " PROCORE_COMPANIES_NORTH_COMPANY_ID=5 PROCORE_COMPANIES_NORTH_ENVIRONMENT=monthly"
            + " | PROCORE_COMPANIES_NORTH_COMPANY_ID is '5', and so is PROCORE_COMPANY_ID.",
        "PROCORE_COMPANIES_NORTH_SIDE_CLIENT_ID=a | PROCORE_COMPANIES_NORTH_SIDE_CLIENT_ID is not"
            + " known. A company's name is one word",
        "PROCORE_COMPANIES_7_CLIENT_ID=a | procore.companies.7 is no name of a company",
        "SITEDROP_HOME= | SITEDROP_HOME is empty",
        "SITEDROP_ROUTES= | SITEDROP_ROUTES is empty",
        "SERVER_PORT= | SERVER_PORT is ''",
        "SERVER_PORT=http | SERVER_PORT is 'http'",
        "SERVER_PORT=70000 | SERVER_PORT is '70000'",
        "DELIVERY_WORKERS=0 | DELIVERY_WORKERS is '0'. Set it to a whole number from 1 to 64.",
        "DELIVERY_WORKERS=many | DELIVERY_WORKERS is 'many'",
        "SITEDROP_ROUTES=nowhere | SITEDROP_ROUTES is 'nowhere', and there is no folder",
        "SITEDROP_HOME=/proc/nowhere | SITEDROP_HOME is '/proc/nowhere'",
      })
  void aMistakeIsNamed(String said, String message) {
    assertThatThrownBy(() -> check(variables(said)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(message.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "docs/console.md, SERVER_ADDRESS=0.0.0.0",
    "docs/growing.md, PROCORE_COMPANIES_NORTH_CLIENT_ID=a PROCORE_COMPANIES_NORTH_CLIENT_SECRET=b"
        + " PROCORE_COMPANIES_NORTH_COMPANY_ID=7 PROCORE_COMPANIES_SOUTH_CLIENT_ID=c"
        + " PROCORE_COMPANIES_SOUTH_CLIENT_SECRET=d"
  })
  void thePagesShowIt(String page, String said) throws IOException {
    String shown = DocumentationTest.example(page, "SiteDrop cannot start. ");

    assertThatThrownBy(() -> check(variables(said)))
        .isInstanceOf(StartRefused.class)
        .hasMessage(shown.strip().substring("SiteDrop cannot start. ".length()));
  }

  @Test
  void noMessageRepeatsASecretOfACompanyWithAName() {
    assertThatThrownBy(() -> check(Map.of("PROCORE_COMPANIES_NORTH_CLIENT_SECRET", "canary")))
        .isInstanceOf(StartRefused.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void noMessageRepeatsASecret() {
    assertThatThrownBy(() -> check(Map.of("PROCORE_CLIENT_SECRET", "canary")))
        .isInstanceOf(StartRefused.class)
        .hasMessageNotContaining("canary");
    assertThatThrownBy(() -> check(Map.of("SPRING_DATASOURCE_URL", "jdbc:x://ann:canary@db")))
        .isInstanceOf(StartRefused.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  void aHomeThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");

    assertThatThrownBy(() -> check(Map.of("SITEDROP_HOME", file.toString())))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("SITEDROP_HOME");
  }

  @Test
  void aFolderOfTheHomeThatCannotBeWrittenToIsNamed() throws IOException {
    Files.createDirectory(folder.resolve("home"));
    Path database = Files.writeString(folder.resolve("home").resolve("database"), "x");

    assertThatThrownBy(() -> check(Map.of()))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("SITEDROP_HOME")
        .hasMessageContaining(database.toString());
  }

  @Test
  void whereOthersReachItItDoesNotStartWithoutUsers() {
    assertThatThrownBy(() -> check(Map.of("SERVER_ADDRESS", "0.0.0.0")))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "SERVER_ADDRESS is '0.0.0.0', where others reach the console, and it has no users. Set"
                + " CONSOLE_USERS_<NAME>_PASSWORD and _ROLE, or CONSOLE_ENABLED=false, or leave"
                + " SERVER_ADDRESS at 127.0.0.1.");
    assertThatCode(() -> check(Map.of("SERVER_ADDRESS", "0.0.0.0", "CONSOLE_ENABLED", "false")))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                check(
                    Map.of(
                        "SERVER_ADDRESS",
                        "0.0.0.0",
                        "CONSOLE_USERS_ANN_PASSWORD",
                        "$2y$12$" + "a".repeat(53))))
        .doesNotThrowAnyException();
  }

  @Test
  void aPasswordThatIsNoHashIsRefusedAndNotShown() {
    assertThatThrownBy(() -> check(Map.of("CONSOLE_USERS_ANN_PASSWORD", "s3cret")))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith(
            "CONSOLE_USERS_ANN_PASSWORD is no bcrypt hash. Make one with `htpasswd -nBC 12 ann`")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> check(Map.of("CONSOLE_USERS_ANN_ROLE", "operator")))
        .isInstanceOf(StartRefused.class)
        .hasMessageStartingWith("CONSOLE_USERS_ANN_PASSWORD is not set.");
  }
}
