package dev.sitedrop.signals.alert;

import java.io.IOException;

/** A way by which alerts reach people. */
interface Channel {
  /** For a person, without a secret. */
  String name();

  /**
   * Returns when it is sent, within half a minute or so.
   *
   * @throws IOException if it is not; its message names no secret
   */
  void send(Alert alert) throws IOException;
}
