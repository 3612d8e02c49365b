package dev.sitedrop.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * In which lane a delivery waits for its turn. Each lane has workers of its own: what holds up all
 * of one lane's is nothing to the others.
 *
 * @param byDestination names of letters and digits by destination; what goes anywhere else waits in
 *     the main lane, whose name is empty
 */
public record Lanes(Map<String, String> byDestination) {
  /** The one that is always there. */
  static final String MAIN = "";

  public Lanes {
    byDestination = Map.copyOf(byDestination);
    byDestination
        .values()
        .forEach(
            name -> {
              if (!name.matches("[a-z0-9]{1,100}")) { // they become part of SQL
                throw new IllegalArgumentException("no name of a lane: " + name);
              }
            });
  }

  String of(String destination) {
    return byDestination.getOrDefault(destination, MAIN);
  }

  /** The main one and all others. */
  List<String> all() {
    List<String> all = new ArrayList<>(List.of(MAIN));
    all.addAll(byDestination.values().stream().sorted().toList());
    return all;
  }
}
