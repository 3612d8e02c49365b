package dev.sitedrop.intake;

import dev.sitedrop.claim.Spool;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells once when the spool cannot be used, and when it can again. */
@Component
class SpoolLook {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Spool spool;
  private boolean away;

  SpoolLook(Spool spool) {
    this.spool = spool;
  }

  @Scheduled(fixedDelay = 15_000)
  void lookAfter() {
    try {
      spool.check();
      if (away) {
        away = false;
        LOG.info("The spool {} can be used again", spool.place());
      }
    } catch (IOException e) {
      if (!away) {
        away = true;
        LOG.error(
            "{}. Nothing is lost: files wait where they are, and it is tried again",
            e.getMessage());
      }
    }
  }
}
