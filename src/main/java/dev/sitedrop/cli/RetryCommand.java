package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sitedrop retry}. */
@Command(
    name = "retry",
    description = "Tries deliveries again now: those named, or with --all those of a kind.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RetryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;
  @Mixin private Filters filters;

  @Option(
      names = "--all",
      description = "All that have failed, or of --state under_way all that wait.")
  private boolean isAll;

  @Option(
      names = "--not-in-procore",
      description =
          "Sends one again that may be in Procore or not: you have looked there, and it is not.")
  private boolean isNotThere;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The deliveries' ids.")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() {
    if (ids.isEmpty() != isAll) {
      throw new ParameterException(spec.commandLine(), "Say which: by their ids, or with --all.");
    }
    if (isNotThere && ids.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), "--not-in-procore is said of one delivery, by its id.");
    }
    SiteDropServer server = options.server();
    return isAll ? retryAll(server) : retryThese(server);
  }

  private int retryThese(SiteDropServer server) {
    return Each.of(
        ids,
        options,
        id -> {
          JsonNode delivery =
              server.post(
                  "/api/deliveries/"
                      + SiteDropServer.encoded(id)
                      + (isNotThere ? "/send-again" : "/retry"),
                  Map.of(),
                  JsonNodeFactory.instance.objectNode());
          if (options.isJson()) {
            options.printJson(delivery);
          } else {
            options.printer().line("%s is tried again", Printer.text(delivery, "name"));
          }
        });
  }

  private int retryAll(SiteDropServer server) {
    Map<String, String> parameters = filters.parameters();
    if (parameters.get("state") == null) {
      parameters.put("state", "failed");
    }
    long retried = 0;
    do {
      JsonNode told =
          server.post("/api/deliveries/retry", parameters, JsonNodeFactory.instance.objectNode());
      retried += told.path("retried").asLong();
      parameters.put("before", told.hasNonNull("before") ? told.path("before").asText() : null);
    } while (parameters.get("before") != null);
    if (options.isJson()) {
      options.printJson(JsonNodeFactory.instance.objectNode().put("retried", retried));
    } else {
      options.printer().line("%d %s tried again", retried, retried == 1 ? "is" : "are");
    }
    return Exit.OK;
  }
}
