package dev.sitedrop.ledger;

import java.sql.SQLException;
import java.util.Map;

/**
 * What is wrong with PostgreSQL, in words of our own: a driver's or a server's message may repeat a
 * URL with its password, or a row.
 */
public final class PostgresTrouble {
  private static final String LOGIN =
      "it refuses the user or its password. Look at SPRING_DATASOURCE_USERNAME and"
          + " SPRING_DATASOURCE_PASSWORD";

  /** By the SQLSTATE, or its first two characters. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("08", "it cannot be reached. Look whether it runs, and at its address"),
          Map.entry("28", LOGIN),
          Map.entry("3D000", "it has no database of this name. Create it"),
          Map.entry("42501", "the user lacks rights. Make it the owner of the database"),
          Map.entry("53100", "its disk is full. Make room"),
          Map.entry("53200", "it has no memory left"),
          Map.entry(
              "53300",
              "it takes no more connections. Raise its max_connections, or lower"
                  + " SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE"),
          Map.entry("25006", "it is read-only, such as a standby. Name the primary in the address"),
          Map.entry("57014", "a statement took longer than it allows"),
          Map.entry("55P03", "a row stayed locked for longer than it allows"),
          Map.entry("57P", "it is starting or stopping"),
          Map.entry("40", "it ended a transaction in favour of another"));

  private PostgresTrouble() {}

  /** Null if no database has said what is wrong. */
  public static String told(Throwable failure) {
    String state = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        state = sql.getSQLState(); // the innermost is the reason of the others
      }
    }
    if (state == null) {
      return null;
    }
    for (int length = state.length(); length >= 2; length--) {
      String words = WORDS.get(state.substring(0, length));
      if (words != null) {
        return words;
      }
    }
    return "it answers with the error " + state;
  }
}
