package dev.sitedrop.cli;

import java.io.Console;

/** Whether a person looks, or a program reads. */
final class Terminal {
  private Terminal() {}

  /** From Java 22 on there is a console in any case, and it tells whether it is a terminal. */
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException older) {
      return true;
    }
  }
}
