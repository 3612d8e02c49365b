package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

class BucketSpoolTest extends SpoolContract {
  @TempDir static Path servers;
  private static S3Server server;

  private final SpoolPlace.Bucket bucket =
      (SpoolPlace.Bucket) SpoolPlace.of("s3://bytes-" + UUID.randomUUID() + "/site/spool");
  private S3Client s3;

  @BeforeAll
  static void startServer() {
    server = new S3Server(servers);
    System.setProperty("aws.accessKeyId", S3Server.KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET);
  }

  @AfterAll
  static void stopServer() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    server.close();
  }

  @BeforeEach
  void makeBucket() {
    s3 = SpoolConfiguration.client(settings());
    server.makeBucket(bucket.name());
  }

  @Override
  SpoolSettings settings() {
    return at(server.endpoint());
  }

  private SpoolSettings at(String endpoint) {
    return new SpoolSettings(
        "unused", folder, DataSize.ofBytes(5_000_000), 100, Duration.ofDays(1), endpoint, "", null);
  }

  @Override
  Spool spool() {
    return spool(bucket, s3);
  }

  private Spool spool(SpoolPlace.Bucket in, S3Client client) {
    return new BucketSpool(
        in, client, settings(), new ScratchSpace(folder), ForkJoinPool.commonPool());
  }

  /** Objects, and the parts of what was begun. */
  @Override
  List<String> kept() {
    return Stream.concat(
            s3.listObjectsV2(r -> r.bucket(bucket.name())).contents().stream().map(S3Object::key),
            s3.listMultipartUploads(r -> r.bucket(bucket.name())).uploads().stream()
                .map(MultipartUpload::key))
        .filter(key -> key.startsWith("site/spool/"))
        .map(key -> key.substring("site/spool/".length()))
        .toList();
  }

  @Override
  void overwrite(String key, byte[] bytes) {
    s3.putObject(
        r -> r.bucket(bucket.name()).key("site/spool/" + key), RequestBody.fromBytes(bytes));
  }

  @Test
  void sweepsWhatAKilledProcessHadBegun() throws Exception {
    String key = UUID.randomUUID().toString();
    s3.createMultipartUpload(r -> r.bucket(bucket.name()).key("site/spool/" + key));
    assertThat(kept()).containsExactly(key);

    spool().sweep(Instant.now().minusSeconds(60), k -> false);
    assertThat(kept()).containsExactly(key);

    spool().sweep(Instant.now().plusSeconds(60), k -> false);
    assertThat(kept()).isEmpty();
  }

  @Test
  void sweepsNothingThatIsNotOfASpool() throws Exception {
    for (String name : List.of("site/plan.pdf", "site/spool/plan.pdf", "site/spool/deeper/a")) {
      s3.putObject(r -> r.bucket(bucket.name()).key(name), RequestBody.fromString("ours"));
    }

    spool().sweep(Instant.now().plusSeconds(60), k -> false);

    assertThat(s3.listObjectsV2(r -> r.bucket(bucket.name())).contents()).hasSize(3);
  }

  @Test
  void sweepsMoreThanAPage() throws Exception {
    String needed = UUID.randomUUID().toString();
    overwrite(needed, noise(3));
    for (int i = 0; i < 1100; i++) {
      overwrite(UUID.randomUUID().toString(), new byte[] {1});
    }

    spool().sweep(Instant.now().plusSeconds(60), needed::equals);

    assertThat(kept()).containsExactly(needed);
  }

  @Test
  void aMissingBucketIsNoMissingFile() throws Exception {
    Spool spool = spool(new SpoolPlace.Bucket("no-such-bucket", ""), s3);
    String key = UUID.randomUUID().toString();

    for (var call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> spool.size(key),
            () -> spool.open(key, 0, 10),
            spool::check,
            () -> spool.checkIn(new ByteArrayInputStream(noise(10)), 10, spool.plan(10)))) {
      assertThatThrownBy(call)
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class)
          .hasMessage(
              "The spool s3://no-such-bucket cannot be used: there is no such bucket. Make it");
    }
  }

  @Test
  void wrongCredentialsAreToldWithoutThem() {
    System.setProperty("aws.secretAccessKey", "a-wrong-secret");
    try {
      Spool wrong = spool(bucket, SpoolConfiguration.client(settings()));

      assertThatThrownBy(wrong::check)
          .hasMessageContaining("it refuses the access, or the credentials")
          .hasMessageNotContaining("a-wrong-secret")
          .hasNoCause();
      assertThatThrownBy(
              () -> wrong.checkIn(new ByteArrayInputStream(noise(10)), 10, wrong.plan(10)))
          .hasMessageContaining("Look at AWS_SECRET_ACCESS_KEY")
          .hasMessageNotContaining(S3Server.KEY);
    } finally {
      System.setProperty("aws.secretAccessKey", S3Server.SECRET);
    }
    assertThat(kept()).isEmpty();
  }

  @Test
  void aServerThatIsAwayIsTold() {
    Spool nowhere = spool(bucket, SpoolConfiguration.client(at("http://127.0.0.1:1")));

    assertThatThrownBy(nowhere::check)
        .hasMessage(
            "The spool "
                + bucket
                + " cannot be used: its server cannot be reached (the connection is refused)");
  }

  @Test
  void aReadThatIsGivenUpReadsNoFurther() throws Exception {
    ClaimCheck ticket = checkIn(new ByteArrayInputStream(noise(20_000_000)), 20_000_000);

    long before = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      try (InputStream in = spool().open(ticket.key(), 0, 20_000_000)) {
        assertThat(in.read()).isEqualTo(noise(20_000_000)[0] & 0xff);
      }
    }

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    assertThat(spool().isIntact(ticket.key(), 20_000_000, ticket.sha256())).isTrue();
  }
}
