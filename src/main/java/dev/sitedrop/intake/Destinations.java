package dev.sitedrop.intake;

import org.apache.camel.CamelContext;

/** The Procore companies that deliveries can be opened for. */
@FunctionalInterface
public interface Destinations {

  /**
   * Where a source's drops are to go.
   *
   * @param company as a source names it; empty for the one without a name
   * @return names the Procore and the company, without a secret
   * @throws IllegalArgumentException if there is no such company; the message says which there are
   */
  String of(String company);

  /** Those of the application that the routes run in. */
  static Destinations in(CamelContext camel) {
    Destinations found = camel.getRegistry().findSingleByType(Destinations.class);
    if (found == null) {
      throw new IllegalStateException("the application does not say where to deliver to");
    }
    return found;
  }
}
