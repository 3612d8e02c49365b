package dev.sitedrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** An inbox as a person uses it: puts files in, and looks what became of them. */
public final class Inbox {
  private static final String RECEIPT = ".receipt.json";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private final Path folder;

  public Inbox(Path home) {
    this.folder = home.resolve("inbox");
  }

  public Path path(String relative) {
    return folder.resolve(relative);
  }

  /** Puts a file in as most programs do: under a name that is left alone first. */
  public Path drop(String relative, byte[] content) {
    try {
      Path file = folder.resolve(relative);
      Files.createDirectories(file.getParent());
      Path unfinished = Files.createTempFile(file.getParent(), ".drop", null);
      Files.write(unfinished, content);
      return Files.move(unfinished, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path drop(String relative, String text) {
    return drop(relative, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for the receipt of a file below {@code .delivered} of a target's folder. */
  public JsonNode receipt(String targetFolder, String name) {
    Path found =
        awaitFile(folder.resolve(targetFolder).resolve(".delivered"), name + ".receipt.json");
    try {
      return new ObjectMapper().readTree(found.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the reason of a file below {@code .failed} of a folder. */
  public String reason(String ofFolder, String name) {
    Path found = awaitFile(folder.resolve(ofFolder).resolve(".failed"), name + ".reason.txt");
    try {
      return Files.readString(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until nothing is left to be taken or under way in the whole inbox. */
  public void awaitEmpty() {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(unsettled()).as("unsettled").isEmpty());
  }

  /** Whether nothing is left to be taken or under way. */
  public boolean isSettled() {
    return unsettled().isEmpty();
  }

  public List<Path> unsettled() {
    return files().filter(path -> !isSettled(path)).toList();
  }

  public List<Path> delivered() {
    return files()
        .filter(path -> path.toString().contains("/.delivered/"))
        .filter(path -> !path.toString().endsWith(".receipt.json"))
        .toList();
  }

  /** What was given back with a reason. */
  public List<Path> failed() {
    return files().filter(path -> path.toString().contains("/.failed/")).toList();
  }

  /** The receipts, by the name of what they are for. */
  public List<String> receipts() {
    return files()
        .map(path -> path.getFileName().toString())
        .filter(name -> name.endsWith(RECEIPT))
        .map(name -> name.substring(0, name.length() - RECEIPT.length()))
        .toList();
  }

  private static boolean isSettled(Path path) {
    return path.toString().contains("/.delivered/") || path.toString().contains("/.failed/");
  }

  private Path awaitFile(Path below, String name) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                files()
                    .filter(path -> path.startsWith(below))
                    .filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  /** While it is looked at, SiteDrop moves files about: what vanishes is passed over. */
  private Stream<Path> files() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException vanished) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException vanished) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream();
  }
}
