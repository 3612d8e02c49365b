package dev.sitedrop.cli;

import java.util.List;

/** One delivery that cannot be steered does not hold back the others. */
final class Each {
  private Each() {}

  /** Does something about one delivery. */
  interface Act {
    void to(String id);
  }

  /** What to end with. */
  static int of(List<String> ids, ServerOptions options, Act act) {
    int exit = Exit.OK;
    for (String id : ids) {
      try {
        act.to(id);
      } catch (CommandFailed failed) {
        if (failed.exit() == Exit.UNREACHABLE) {
          throw failed; // the others would not be heard either
        }
        exit = failed.exit();
        options.failed("id", id, failed.getMessage());
      }
    }
    return exit;
  }
}
