package dev.sitedrop.ledger;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * In which lane a delivery waits for its turn. Each lane has workers of its own: what holds up all
 * of one lane's is nothing to the others. Large files have lanes beside those of the small ones.
 *
 * @param byDestination names of letters and digits by destination; what goes anywhere else waits in
 *     the main lane, whose name is empty
 */
public record Lanes(Map<String, String> byDestination) {
  /** The one that is always there. */
  static final String MAIN = "";

  /** The end of the names of lanes for large files; no other name has a dash. */
  private static final String OF_LARGE = "-large";

  /** In bytes: what takes a slow line minutes. */
  private static final long LARGE = 64L << 20;

  public Lanes {
    byDestination = Map.copyOf(byDestination);
    byDestination
        .values()
        .forEach(
            name -> {
              if (!name.matches("[a-z0-9]{1,90}")) { // they become part of SQL
                throw new IllegalArgumentException("no name of a lane: " + name);
              }
            });
  }

  /**
   * @param bytes of all files of the delivery
   */
  String of(String destination, long bytes) {
    String name = byDestination.getOrDefault(destination, MAIN);
    return bytes > LARGE ? name + OF_LARGE : name;
  }

  /** All those in which a delivery for this destination may wait. */
  List<String> of(String destination) {
    return List.of(of(destination, 0), of(destination, Long.MAX_VALUE));
  }

  /** Of all workers of a company, so many are a lane's. */
  static int workers(String lane, int all) {
    return lane.endsWith(OF_LARGE) ? Math.max(1, all / 2) : all;
  }

  /** The main one and all others. */
  List<String> all() {
    return Stream.concat(Stream.of(MAIN), byDestination.values().stream().sorted())
        .flatMap(name -> Stream.of(name, name + OF_LARGE))
        .toList();
  }
}
