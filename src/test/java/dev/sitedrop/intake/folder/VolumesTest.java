package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitedrop.ledger.SenderAway;
import org.junit.jupiter.api.Test;

class VolumesTest {

  @Test
  void serversThatAreMissingForLongAreForgotten() {
    Volumes volumes = new Volumes();

    for (int i = 0; i < 10 * Volumes.MOST; i++) {
      String server = "sftp://ann@host" + i;
      assertThatThrownBy(() -> volumes.path(server, "/in/crane.jpg"))
          .isInstanceOf(SenderAway.class);
    }

    assertThat(volumes.remembered()).isLessThanOrEqualTo(Volumes.MOST);
  }
}
