package dev.sitedrop.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is known of each company, apart: while one cannot be asked, nobody waits for another's.
 *
 * @param <T> what is known
 */
public final class PerCompany<T> {
  private final Function<String, T> make;
  private final Map<String, T> ofDestinations = new ConcurrentHashMap<>();

  /**
   * @param make of a company's destination
   */
  public PerCompany(Function<String, T> make) {
    this.make = make;
  }

  /** The same one for each question about a destination. */
  public T at(String destination) {
    return ofDestinations.computeIfAbsent(destination, make);
  }
}
