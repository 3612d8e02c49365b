package dev.sitedrop;

import dev.sitedrop.cli.Finding;
import java.util.function.Consumer;

/** What a checkup has found so far goes to whoever asked for it, one after the other. */
record Findings(Consumer<Finding> reader) {

  /** In order, as {@link String#format} tells it. */
  void ok(String what, String told, Object... values) {
    reader.accept(new Finding(what, true, String.format(told, values)));
  }

  /** Not in order: what is wrong, and what to do. */
  void bad(String what, String told, Object... values) {
    reader.accept(new Finding(what, false, String.format(told, values)));
  }
}
