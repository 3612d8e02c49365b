package dev.sitedrop.intake.routefile;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A mistake in a file of routes: where it is, what is there, and what to write instead. */
public final class WrongRouteFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param where empty if the mistake has no place
   * @param told without a full stop
   */
  WrongRouteFile(Optional<Mark> where, String told) {
    super(where.map(WrongRouteFile::place).orElse("") + told, null, false, false);
  }

  private static String place(Mark mark) {
    return place(mark.getLine(), mark.getColumn());
  }

  /** Both from 0 on; people count from 1. */
  static String place(int line, int column) {
    return "line " + (line + 1) + ", column " + (column + 1) + ": ";
  }
}
