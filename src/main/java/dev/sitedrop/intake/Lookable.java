package dev.sitedrop.intake;

import java.io.IOException;
import java.util.function.Consumer;

/** A source that can be looked into without anything being taken, moved or written. */
public interface Lookable extends WatchedPlace {

  /**
   * Connects and opens what is watched.
   *
   * @throws IOException if it cannot be read now; the message says why
   */
  void reach() throws IOException;

  /**
   * Shows each drop that lies there, as it would be handed in; how long it has been still does not
   * count. Its bytes can be read until the call returns.
   *
   * @param seen may throw to see no more
   * @throws IOException if it cannot be read now
   */
  void look(Consumer<IncomingDrop> seen) throws IOException;
}
