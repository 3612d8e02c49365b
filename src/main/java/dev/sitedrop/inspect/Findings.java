package dev.sitedrop.inspect;

import dev.sitedrop.cli.Finding;
import java.util.function.Consumer;

/** What a check has found so far goes to whoever asked for it, one after the other. */
public record Findings(Consumer<Finding> reader) {

  /** In order, as {@link String#format} tells it. */
  public void ok(String what, String told, Object... values) {
    tell(what, Finding.State.OK, told, values);
  }

  /** Not in order: what is wrong, and what to do. */
  public void bad(String what, String told, Object... values) {
    tell(what, Finding.State.BAD, told, values);
  }

  /** Looking cannot tell: why, and how to find out. */
  public void unknown(String what, String told, Object... values) {
    tell(what, Finding.State.UNKNOWN, told, values);
  }

  private void tell(String what, Finding.State state, String told, Object... values) {
    reader.accept(new Finding(what, state, String.format(told, values)));
  }
}
