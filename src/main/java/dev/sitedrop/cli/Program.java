package dev.sitedrop.cli;

/** What only the program itself can do for a command. */
public interface Program {

  /**
   * Starts SiteDrop. It goes on when this returns.
   *
   * @param settings as Spring Boot takes them, such as {@code --server.port=0}
   */
  void run(String[] settings);

  /**
   * Opens what can be looked at.
   *
   * @param settings as for {@link #run}
   * @throws CannotLook if it would not start with them
   */
  Look look(String[] settings);
}
