package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class OwnSourcesTest {

  private record Named(String source) implements WatchedPlace {
    @Override
    public String watched() {
      return source;
    }
  }

  /** Source files come and go while SiteDrop runs. */
  @Test
  void sourcesThatAreGoneForLongAreForgotten() {
    OwnSources sources = new OwnSources(null, Clock.systemUTC(), event -> {});

    for (int i = 0; i < 10 * OwnSources.MOST; i++) {
      sources.opened(new Named("source" + i));
    }

    assertThat(sources.remembered()).isLessThanOrEqualTo(OwnSources.MOST);
  }
}
