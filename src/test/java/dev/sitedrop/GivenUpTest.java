package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** What passes by itself is not waited for without end. */
@SiteDropTest
@Import(Faults.class)
@TestPropertySource(properties = "delivery.give-up-after=2s")
class GivenUpTest {
  @Autowired private Faults faults;

  @Value("${sitedrop.home}")
  private Path home;

  @Test
  void whatFailsForTooLongIsGivenBackWithSinceWhen() {
    faults.refuse("POST .*/uploads", 1_000_000, 408, Map.of(), "");
    Inbox inbox = new Inbox(home);
    inbox.drop("42/images/crane.jpg", Samples.jpeg(3000, 1));

    assertThat(inbox.reason("42/images", "crane.jpg"))
        .contains("Procore answered 408", "It was tried since 20");
  }
}
