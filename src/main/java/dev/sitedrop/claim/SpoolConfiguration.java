package dev.sitedrop.claim;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The spool that {@code sitedrop.spool} names. */
@Configuration(proxyBeanMethods = false)
class SpoolConfiguration {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** They hash a large file and write it to the disk beside the thread that takes it in. */
  @Bean(destroyMethod = "shutdown")
  ExecutorService spoolHelpers() {
    return Executors.newCachedThreadPool(new CustomizableThreadFactory("spool-"));
  }

  @Bean
  Spool spool(SpoolSettings settings, ExecutorService spoolHelpers) throws IOException {
    ScratchSpace scratch = new ScratchSpace(settings.scratch());
    SpoolPlace place = SpoolPlace.of(settings.place());
    if (place instanceof SpoolPlace.Bucket bucket) {
      return new BucketSpool(bucket, client(settings), settings, scratch, spoolHelpers);
    }
    return new DirectorySpool(((SpoolPlace.Folder) place).path(), settings, scratch, spoolHelpers);
  }

  /**
   * Credentials are found where the SDK looks: variables, a profile, a web identity, the role of a
   * container or machine. Checksums are ours, and no body is cut into signed chunks: there are
   * servers that understand neither.
   */
  static S3Client client(SpoolSettings settings) {
    S3ClientBuilder client =
        S3Client.builder()
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ANSWER)
                    .build())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
            .forcePathStyle(settings.isPathStyle())
            .region(Region.of(settings.region()));
    if (settings.hasEndpoint()) {
      client.endpointOverride(URI.create(settings.s3Endpoint()));
    } else {
      client.crossRegionAccessEnabled(true); // Amazon says where a bucket is
    }
    return client.build();
  }
}
