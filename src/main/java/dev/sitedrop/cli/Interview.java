package dev.sitedrop.cli;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What {@code init} asks, and the files that follow from the answers. */
final class Interview {
  private static final String NUMBER = "[1-9]\\d{0,17}";
  private static final Predicate<String> PLAIN = text -> text.matches("[^\\p{Cntrl}\"\\\\{}]+");
  private static final String PLAINLY = "a text without quotes, braces and backslashes";

  private final Questions questions;
  private final List<String> settings = new ArrayList<>();
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<String> next = new ArrayList<>();

  Interview(Questions questions) throws IOException {
    this.questions = questions;
    askProcore();
    askZone();
    askFolder();
    askSftp();
    askMailbox();
    next.add("Next     sitedrop check");
  }

  /** What {@code application.yaml} is to hold. */
  String settings() {
    return String.join("\n", settings) + "\n";
  }

  /** What the source files are to hold, by their names. */
  Map<String, String> sources() {
    return sources;
  }

  /** What is left to do. */
  List<String> next() {
    return next;
  }

  private void askProcore() throws IOException {
    settings.add("# SiteDrop's settings; docs/settings.md names all of them. Each may also be an");
    settings.add(
        "# environment variable, such as PROCORE_COMPANY_ID, which goes before this file.");
    settings.add("");
    String company =
        questions.ask(
            "Procore's company id (empty: the built-in sandbox, to try it)",
            "",
            text -> text.isEmpty() || text.matches(NUMBER),
            "a number, or nothing");
    if (company.isEmpty()) {
      settings.add("# Without credentials, deliveries go to the sandbox that is built in.");
      settings.add("# procore:");
      settings.add("#   company-id: 1234");
      settings.add("#   client-id: the service account's; its secret is PROCORE_CLIENT_SECRET");
      return;
    }
    String client = questions.ask("Client id of the service account", "", PLAIN, PLAINLY);
    String environment =
        questions.ask(
            "Which Procore",
            "production",
            text -> text.matches("production|sandbox|monthly|federal"),
            "production, sandbox, monthly or federal");
    settings.add("procore:");
    settings.add("  company-id: " + company);
    settings.add("  client-id: \"" + client + "\"");
    settings.add("  # its secret is no part of this file: set PROCORE_CLIENT_SECRET");
    settings.add("  environment: " + environment);
    next.add("Set      PROCORE_CLIENT_SECRET");
  }

  private void askZone() throws IOException {
    String zone =
        questions.ask(
            "Time zone of the site",
            ZoneId.systemDefault().getId(),
            Interview::isZone,
            "a time zone such as Europe/Berlin");
    settings.add("intake:");
    settings.add("  # decides which day a file's date is");
    settings.add("  time-zone: \"" + zone + "\"");
  }

  private static boolean isZone(String said) {
    try {
      ZoneId.of(said);
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private void askFolder() throws IOException {
    if (!questions.yes("Watch another folder, for one project")) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    String name = askName("scanner");
    parameters.put("name", name);
    parameters.put("directory", questions.ask("The folder", "", PLAIN, PLAINLY));
    parameters.put(
        "project",
        questions.ask("Its project id in Procore", "", one -> one.matches(NUMBER), "a number"));
    parameters.put(
        "target",
        questions.ask(
            "What its files become",
            "images",
            one -> one.matches("images|accident_logs"),
            "images or accident_logs"));
    add(
        "folder-source",
        parameters,
        "A folder whose files all go to one project. docs/sources/folder.md has more parameters.");
  }

  private void askSftp() throws IOException {
    if (!questions.yes("Watch a folder on an SFTP server")) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    String name = askName("site-office");
    parameters.put("name", name);
    parameters.put("host", questions.ask("The server", "", PLAIN, PLAINLY));
    parameters.put("user", questions.ask("The user", "", PLAIN, PLAINLY));
    parameters.put("password", secret(name));
    parameters.put("directory", questions.ask("The folder there", "inbox", PLAIN, PLAINLY));
    add(
        "sftp-source",
        parameters,
        "A folder on an SFTP server, whose host key must be known (ssh-keyscan host >>"
            + " ~/.ssh/known_hosts). docs/sources/sftp.md has more parameters.");
  }

  private void askMailbox() throws IOException {
    if (!questions.yes("Watch a mailbox")) {
      return;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    String name = askName("site-mail");
    parameters.put("name", name);
    parameters.put("host", questions.ask("The IMAP server", "", PLAIN, PLAINLY));
    parameters.put("username", questions.ask("The user name", "", PLAIN, PLAINLY));
    parameters.put("password", secret(name));
    parameters.put(
        "allowedSenders",
        questions.ask("Who may send (addresses and domains, with commas)", "", PLAIN, PLAINLY));
    parameters.put("smtpHost", questions.ask("The SMTP server for answers", "", PLAIN, PLAINLY));
    add(
        "mailbox-source",
        parameters,
        "A mailbox that people send photos to. docs/sources/imap.md has more parameters.");
  }

  private String askName(String otherwise) throws IOException {
    return questions.ask(
        "A name for it",
        otherwise,
        one -> one.matches("[a-z][a-z0-9-]{0,39}") && !sources.containsKey(one + ".camel.yaml"),
        "small letters, digits and hyphens, and not that of another source");
  }

  /** A placeholder: the secret itself stays in the environment. */
  private String secret(String name) {
    String variable = name.replace('-', '_').toUpperCase(java.util.Locale.ROOT) + "_PASSWORD";
    next.add("Set      " + variable);
    return "{{env:" + variable + "}}";
  }

  private void add(String template, Map<String, String> parameters, String about) {
    String name = parameters.get("name");
    StringBuilder text = new StringBuilder("# ").append(about).append('\n');
    text.append("- templatedRoute:\n    routeTemplateRef: ").append(template);
    text.append("\n    routeId: intake-").append(name).append("\n    parameters:\n");
    parameters.forEach(
        (key, value) ->
            text.append("      - name: ")
                .append(key)
                .append("\n        value: \"")
                .append(value)
                .append("\"\n"));
    sources.put(name + ".camel.yaml", text.toString());
  }
}
