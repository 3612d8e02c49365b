package dev.sitedrop.intake;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder {@code routes}. */
public final class RoutesFolder {
  /** What is meant where nothing is said. */
  public static final String DEFAULT = "./routes";

  private RoutesFolder() {}

  /**
   * Where nothing else is said and none lies in the working folder, the one beside the start
   * script.
   *
   * @param said the setting {@code sitedrop.routes}
   */
  public static Path at(String said) {
    Path here = Path.of(said).toAbsolutePath().normalize();
    String installed = System.getProperty("app.home", "");
    return said.equals(DEFAULT) && !Files.isDirectory(here) && !installed.isEmpty()
        ? Path.of(installed, "routes")
        : here;
  }
}
