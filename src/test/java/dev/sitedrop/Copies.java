package dev.sitedrop;

import dev.sitedrop.ledger.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several copies of the packaged jar, with one inbox, one spool and one PostgreSQL, to which each
 * has a cable of its own.
 */
public final class Copies implements AutoCloseable {
  private final Path folder;
  private final int procore;
  private final List<String> jvmOptions;
  private final List<String> arguments;
  private final Path routes;
  private final EmbeddedPostgres database;
  private final List<CuttingProxy> cables = new ArrayList<>();
  private final List<JarProcess> copies = new ArrayList<>();

  /**
   * @param procore the port of the sandbox that they deliver to
   * @param arguments of each copy
   */
  public Copies(Path folder, int procore, List<String> jvmOptions, String... arguments)
      throws IOException {
    this.folder = folder;
    this.procore = procore;
    this.jvmOptions = jvmOptions;
    this.arguments = List.of(arguments);
    this.routes = RoutesCopy.create();
    Path source = routes.resolve("sources/inbox.camel.yaml");
    Files.writeString(
        source,
        Files.readString(source)
            .replace("{{sitedrop.home}}/inbox", folder.resolve("inbox").toString()));
    this.database = PostgresServer.start(PostgresServer.NEWEST);
  }

  /** Starts so many together, and waits until all run. */
  public Copies start(int count) throws IOException {
    for (int copy = 0; copy < count; copy++) {
      cables.add(new CuttingProxy(database.getPort(), 0));
      copies.add(start(cables.get(copy), copy));
    }
    copies.forEach(JarProcess::awaitReady);
    return this;
  }

  private JarProcess start(CuttingProxy cable, int copy) {
    Map<String, String> variables = new TreeMap<>(JarProcess.deliveringTo(procore));
    variables.put("SITEDROP_ROUTES", routes.toString());
    variables.put("SITEDROP_SPOOL", folder.resolve("spool").toString());
    variables.put(
        "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + cable.port() + "/postgres");
    variables.put("SPRING_DATASOURCE_USERNAME", "postgres");
    variables.put("SPRING_DATASOURCE_PASSWORD", "postgres");
    return JarProcess.start(
        folder.resolve("copy-" + copy), jvmOptions, variables, arguments.toArray(String[]::new));
  }

  /** The inbox that they watch together. */
  public Inbox inbox() {
    return new Inbox(folder);
  }

  public JarProcess copy(int copy) {
    return copies.get(copy);
  }

  /** What a copy reaches the database by. */
  public CuttingProxy cable(int copy) {
    return cables.get(copy);
  }

  /** Starts one that has ended, and waits until it runs. */
  public void startAgain(int copy) {
    copies.set(copy, start(cables.get(copy), copy).awaitReady());
  }

  @Override
  public void close() throws IOException {
    for (CuttingProxy cable : cables) {
      cable.cutOff(false);
    }
    copies.forEach(JarProcess::close);
    for (CuttingProxy cable : cables) {
      cable.close();
    }
    database.close();
  }
}
