package dev.sitedrop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sitedrop discard}. */
@Command(
    name = "discard",
    description = "Discards deliveries: they are not retried.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DiscardCommand implements Callable<Integer> {
  @Mixin private ServerOptions options;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for those who look later.")
  private String reason;

  @Parameters(paramLabel = "ID", arity = "1..*", description = "The deliveries' ids.")
  private List<String> ids;

  @Override
  public Integer call() {
    SiteDropServer server = options.server();
    return Each.of(
        ids,
        options,
        id -> {
          JsonNode delivery =
              server.post(
                  "/api/deliveries/" + SiteDropServer.encoded(id) + "/discard",
                  Map.of(),
                  JsonNodeFactory.instance.objectNode().put("reason", reason));
          if (options.isJson()) {
            options.printJson(delivery);
          } else {
            options.printer().line("%s is discarded", Printer.text(delivery, "name"));
          }
        });
  }
}
