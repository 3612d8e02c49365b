package dev.sitedrop.cli;

/** What a command's end is called in numbers. */
final class Exit {
  static final int OK = 0;

  /** Something was refused, has failed, or is not in order. */
  static final int FAILED = 1;

  /** The command line is invalid. */
  static final int USAGE = 2;

  /** No SiteDrop answers. */
  static final int UNREACHABLE = 3;

  /** Something holds deliveries up, and will pass by itself. */
  static final int HELD_UP = 4;

  private Exit() {}
}
