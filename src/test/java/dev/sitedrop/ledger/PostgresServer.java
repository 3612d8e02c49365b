package dev.sitedrop.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipFile;

/**
 * Real PostgreSQL servers: one of a version for the whole JVM, which ends with it. Whoever asks
 * gets an empty database of his own, and {@code @Needs(Need.POSTGRES)}.
 */
public final class PostgresServer {
  /** The version on the class path, for every system; the others are for Linux on amd64 only. */
  public static final int NEWEST = 17;

  private static final Map<Integer, EmbeddedPostgres> SERVERS = new TreeMap<>();

  private PostgresServer() {}

  /** The URL of an empty database on a server of this version, with user and password in it. */
  public static synchronized String emptyDatabase(int version) {
    EmbeddedPostgres server = SERVERS.computeIfAbsent(version, PostgresServer::start);
    String name = "ledger_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return server.getJdbcUrl("postgres", name);
  }

  /** The same on the newest version. */
  public static String emptyDatabase() {
    return emptyDatabase(NEWEST);
  }

  /** A server that only its caller knows; whoever starts it ends it. */
  public static EmbeddedPostgres start(int version) {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder().setServerConfig("max_connections", "300");
      if (version != NEWEST) {
        Path servers = Path.of("target/postgres/" + version + ".jar");
        builder.setPgBinaryResolver((system, machine) -> binaries(servers));
      }
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream binaries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      var entry =
          zip.stream().filter(one -> one.getName().endsWith(".txz")).findFirst().orElseThrow();
      return new ByteArrayInputStream(zip.getInputStream(entry).readAllBytes());
    }
  }
}
