package dev.sitedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jar and its start script in a folder of their own, as they are installed. */
public record Installation(Path folder, Path javaHome) {

  /** Copies what was packaged. */
  public static Installation in(Path folder, Path javaHome) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.copy(Path.of("target/sitedrop.jar"), folder.resolve("sitedrop.jar"));
    Files.copy(Path.of("target/bin/sitedrop"), folder.resolve("bin/sitedrop"));
    return new Installation(folder, javaHome);
  }

  /** Starts the script in this folder, and does not wait for it. */
  public JarProcess start(Path workingFolder) {
    return start(workingFolder, Map.of());
  }

  /** The same with more variables. */
  public JarProcess start(Path workingFolder, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("JAVA_HOME", javaHome.toString());
    return JarProcess.startCommand(
        workingFolder, List.of("sh", folder.resolve("bin/sitedrop").toString()), all);
  }
}
