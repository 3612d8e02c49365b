package dev.sitedrop;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real S3 server, S3Proxy, in a process of its own on the loopback, which keeps objects in a
 * folder and looks at each signature.
 */
public final class S3Server implements AutoCloseable {
  public static final String KEY = "AKIASITE";
  public static final String SECRET = "the-secret-of-the-bucket";

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it, and waits until it listens. */
  public S3Server(Path folder) {
    try {
      this.folder = Files.createDirectories(folder).toAbsolutePath();
      this.port = JarProcess.freePort();
      start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Again, at the same port, with what it has kept. */
  public void start() {
    try {
      Path settings = folder.resolve("s3proxy.conf");
      Files.createDirectories(folder.resolve("buckets"));
      Files.write(
          settings,
          List.of(
              "s3proxy.endpoint=" + endpoint(),
              "s3proxy.authorization=aws-v2-or-v4",
              "s3proxy.identity=" + KEY,
              "s3proxy.credential=" + SECRET,
              "jclouds.provider=filesystem-nio2",
              "jclouds.identity=unused",
              "jclouds.credential=unused",
              "jclouds.filesystem.basedir=" + folder.resolve("buckets")));
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  Path.of("target/s3proxy/s3proxy.jar").toString(),
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("s3proxy.log").toFile())
              .start();
      await().atMost(Duration.ofMinutes(1)).until(this::listens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("S3Proxy did not start: see " + folder);
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** An empty bucket. */
  public void makeBucket(String name) {
    try {
      Files.createDirectories(folder.resolve("buckets").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whatever became of its objects. */
  public Path bucket(String name) {
    return folder.resolve("buckets").resolve(name);
  }

  /** As one whose power is cut. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
