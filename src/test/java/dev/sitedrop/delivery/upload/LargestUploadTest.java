package dev.sitedrop.delivery.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.claim.SpoolSettings;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.UploadAnswer;
import dev.sitedrop.procore.UploadAnswer.SegmentAnswer;
import jakarta.validation.constraints.Max;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** An upload of as many segments as the settings allow. */
class LargestUploadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As S3 signs it for a role, whose token alone is a kilobyte. */
  private static final SegmentAnswer SEGMENT =
      new SegmentAnswer(
          "https://storage.example/bucket/" + "u".repeat(1_500),
          Map.of(
              "x-amz-content-sha256",
              "s".repeat(64),
              "x-amz-server-side-encryption-context",
              "c".repeat(1_000)),
          "m".repeat(24));

  private static int most() throws NoSuchFieldException {
    Max most = SpoolSettings.class.getDeclaredField("maxSegments").getAnnotation(Max.class);
    return Math.toIntExact(most.value());
  }

  @Test
  void theAnswerThatNamesAllItsPlacesIsRead() throws Exception {
    int segments = most();
    UploadAnswer said =
        new UploadAnswer("upload-1", "ready", Collections.nCopies(segments, SEGMENT));

    UploadAnswer read = JSON.readValue(read(said).body(), UploadAnswer.class);

    assertThat(read).isEqualTo(said);
  }

  private static ApiAnswer read(UploadAnswer said) throws IOException {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      return ApiAnswer.read(
          new ByteArrayInputStream(JSON.writeValueAsBytes(said)), 201, new DefaultExchange(camel));
    }
  }
}
