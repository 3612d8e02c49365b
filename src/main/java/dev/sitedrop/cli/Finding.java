package dev.sitedrop.cli;

/**
 * One thing that was looked at.
 *
 * @param what it is, such as {@code login}
 * @param state whether it is in order
 * @param told what was found, and what to do about it
 */
public record Finding(String what, State state, String told) {
  /** How something is. */
  public enum State {
    OK,
    BAD,

    /** Looking cannot tell. */
    UNKNOWN
  }

  public Finding(String what, boolean ok, String told) {
    this(what, ok ? State.OK : State.BAD, told);
  }

  /** Whether nothing needs to be done about it, as far as is known. */
  public boolean ok() {
    return state != State.BAD;
  }
}
