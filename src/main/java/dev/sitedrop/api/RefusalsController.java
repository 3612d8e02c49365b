package dev.sitedrop.api;

import dev.sitedrop.ledger.RefusalLedger;
import dev.sitedrop.status.Status;
import java.time.Instant;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do about refused files; not there where people may only look. */
@RestController
@ConditionalOnProperty(name = "console.read-only", havingValue = "false", matchIfMissing = true)
class RefusalsController {
  private final RefusalLedger refusals;
  private final Status status;

  RefusalsController(RefusalLedger refusals, Status status) {
    this.refusals = refusals;
    this.status = status;
  }

  /**
   * @param marked how many nobody had seen before
   */
  record Seen(int marked) {}

  /** Whoever asks for this has looked at all that was refused until now. */
  @PostMapping("/api/refusals/seen")
  Seen seen() {
    int marked = refusals.seen(Instant.now());
    status.changed();
    return new Seen(marked);
  }
}
