package dev.sitedrop.console.home;

import dev.sitedrop.console.page.ConsoleAction;
import dev.sitedrop.ledger.RefusalLedger;
import java.time.Instant;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The button that marks refused files as seen. */
@ConsoleAction
class RefusalsSeen {
  private final RefusalLedger refusals;
  private final Look look;

  RefusalsSeen(RefusalLedger refusals, Look look) {
    this.refusals = refusals;
    this.look = look;
  }

  /**
   * @param until when the page was made: what was refused later was not on it
   */
  @PostMapping("/refusals/seen")
  String seen(@RequestParam Instant until) {
    Instant now = Instant.now();
    refusals.seen(until.isAfter(now) || until.isBefore(Instant.EPOCH) ? now : until);
    look.changed();
    return "redirect:/";
  }
}
