package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with its spool in a bucket. */
class BucketIT {
  private static final int SIZE = 300_000_000;

  @TempDir private Path folder;

  private static Map<String, String> variables(S3Server server, int procore) {
    Map<String, String> variables = new HashMap<>(JarProcess.deliveringTo(procore));
    variables.put("SITEDROP_SPOOL", "s3://site-photos");
    variables.put("AWS_ENDPOINT_URL_S3", server.endpoint());
    variables.put("AWS_ACCESS_KEY_ID", S3Server.KEY);
    variables.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    return variables;
  }

  /** A photo by its head, which is all that is looked at before its end; tells its SHA-256. */
  private static String write(Path file) throws IOException {
    byte[] block = Samples.jpeg(1_000_000, 1);
    Random random = new Random(1);
    MessageDigest hash = Samples.sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), hash)) {
      out.write(block);
      for (int written = block.length; written < SIZE - 2; written += block.length) {
        random.nextBytes(block);
        out.write(block, 0, Math.min(block.length, SIZE - 2 - written));
      }
      out.write(0xff);
      out.write(0xd9);
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  @Test
  void aFileArrivesWholeAndNeedsNoMoreMemoryThanAPartOfIt() throws Exception {
    Path large = folder.resolve("large.jpg");
    String sha256 = write(large);
    try (S3Server server = new S3Server(folder.resolve("s3"));
        JarProcess procore = JarProcess.sandbox(folder.resolve("procore"))) {
      server.makeBucket("site-photos");
      try (JarProcess siteDrop =
          JarProcess.start(
                  folder.resolve("work"),
                  List.of("-Xmx128m", "-XX:+UseSerialGC"),
                  variables(server, procore.port()))
              .awaitReady()) {
        Path inbox = Files.createDirectories(siteDrop.home().resolve("inbox/42/images"));
        Files.move(large, inbox.resolve("large.jpg"));

        await()
            .atMost(Duration.ofMinutes(4))
            .until(() -> siteDrop.output().contains("Delivered large.jpg (300.0 MB)"));

        SandboxView sandbox = new SandboxView(procore.port());
        assertThat(sandbox.account().path("violations")).isEmpty();
        assertThat(sandbox.imageSha256s()).containsExactly(sha256);
        assertThat(siteDrop.output())
            .contains("Spool          s3://site-photos")
            .doesNotContain("OutOfMemory", S3Server.SECRET);
        System.out.printf("BUCKET 300 MB: peak memory %d MB%n", siteDrop.peakMemory() >> 20);
      }
    }
  }
}
