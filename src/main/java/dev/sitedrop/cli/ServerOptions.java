package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a running SiteDrop is found, and how its answers are shown. */
final class ServerOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where SiteDrop runs; otherwise SITEDROP_URL, or this machine.")
  private String url;

  @Option(names = "--json", description = "Print JSON: one document, of lists one a line.")
  private boolean isJson;

  boolean isJson() {
    return isJson;
  }

  Printer printer() {
    return new Printer(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        spec.commandLine().getColorScheme().ansi());
  }

  /** One of several was refused: a person reads it, and with {@code --json} a program, too. */
  void failed(String kind, String name, String why) {
    printer().note("%s: %s", Printer.shown(name), why);
    if (isJson()) {
      printJson(JsonNodeFactory.instance.objectNode().put(kind, name).put("error", why));
    }
  }

  SiteDropServer server() {
    URI address = address();
    String user = variable("SITEDROP_USER");
    if (!user.isEmpty() && isReadableOnItsWay(address)) {
      printer().note("The password goes to %s unencrypted. Use an address with https.", address);
    }
    return new SiteDropServer(address, user, variable("SITEDROP_PASSWORD"));
  }

  static boolean isReadableOnItsWay(URI address) {
    return address.getScheme().equals("http")
        && !address.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
  }

  private URI address() {
    String said = url == null ? otherwise(System.getenv()) : url;
    try {
      URI address = URI.create(said.replaceAll("/+$", ""));
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException none) {
      // told below
    }
    throw new ParameterException(
        spec.commandLine(),
        (url == null ? "SITEDROP_URL" : "--url")
            + " is '"
            + said
            + "'. Set it to an address such as http://127.0.0.1:8080.");
  }

  /** The port is the one that a SiteDrop with the same settings listens on. */
  static String otherwise(Map<String, String> variables) {
    String said = variables.getOrDefault("SITEDROP_URL", "");
    if (!said.isBlank()) {
      return said.strip();
    }
    String port = variables.getOrDefault("SERVER_PORT", "");
    return "http://127.0.0.1:" + (port.matches("[1-9]\\d{0,4}") ? port : "8080");
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  /** The answer as it is, in one line. */
  void printJson(JsonNode answer) {
    spec.commandLine().getOut().println(answer);
    spec.commandLine().getOut().flush();
  }
}
