package dev.sitedrop.intake.folder;

import dev.sitedrop.ledger.SenderAway;
import java.nio.file.Path;

/** What a source's folder lies on: this machine's disk, or a server. */
public interface Volume {
  /**
   * Names it for people and in the ledger, such as {@code sftp://ann@files.example.com:22}; null
   * for this machine's disk.
   */
  String server();

  /**
   * The source's folder; connects if need be.
   *
   * @throws SenderAway if the server cannot be reached, which was told already
   */
  Path folder() throws SenderAway;

  /**
   * A place on it; does not connect.
   *
   * @param absolute as {@link Path#toString} gave it, perhaps before a restart
   * @throws SenderAway if there is no connection at the moment
   */
  Path path(String absolute) throws SenderAway;

  /** Ends the connection. */
  void close();
}
