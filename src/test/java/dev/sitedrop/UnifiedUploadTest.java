package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Uploads v2.1. */
@SiteDropTest
@TestPropertySource(
    properties = {
      "procore.upload-protocol=unified",
      "sandbox.processing=1200ms",
      "delivery.parallel-segments=1"
    })
class UnifiedUploadTest extends UploadProtocolContract {

  @Override
  int callsOfAnImage() {
    return 3;
  }

  @Test
  void partsThatAreStoredAreNotSentAgainWhenUrlsExpire() {
    long before = calls("PUT /storage");
    faults.pass("PUT /storage/.*", 1);
    faults.refuse("PUT /storage/.*", 1, 403, Map.of(), "<Error/>");
    byte[] large = Samples.jpeg(17_000_001, 8);
    inbox.drop("8/images/large.jpg", large);

    assertThat(arrived(inbox.receipt("8/images", "large.jpg"))).isEqualTo(large);
    assertThat(calls("PUT /storage") - before).isEqualTo(3);
  }
}
