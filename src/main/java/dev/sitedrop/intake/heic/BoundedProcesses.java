package dev.sitedrop.intake.heic;

import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs programs that read what strangers sent, and ends those that go beyond their limits. */
final class BoundedProcesses implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;
  private static final int MOST_SAID = 300;

  private final Confinement confinement;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  BoundedProcesses(Confinement confinement) {
    this.confinement = confinement;
  }

  /**
   * Starts the command and waits for its end, whatever end that is.
   *
   * @param folder where it works, and all that it writes is
   * @throws NotConverted if it cannot be started, ends with a failure or goes beyond its limits
   * @throws InterruptedIOException if this process stops meanwhile
   */
  void run(List<String> command, Path folder) throws NotConverted, InterruptedIOException {
    Path output = folder.resolve("output.txt");
    Process process = start(command, folder, output);
    running.add(process);
    Set<ProcessHandle> family = new HashSet<>();
    try {
      long started = System.nanoTime();
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(family::add);
        checkOpen();
        if (System.nanoTime() - started > confinement.timeLimit().toNanos()) {
          throw new NotConverted(
              "it took longer than " + confinement.timeLimit().toSeconds() + " s");
        }
        checkDisk(folder);
      }
      checkOpen();
      checkDisk(folder);
      if (process.exitValue() != 0) {
        throw new NotConverted("it ended with " + process.exitValue() + said(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a photo was converted");
    } finally {
      end(process, family);
      running.remove(process);
    }
  }

  private Process start(List<String> command, Path folder, Path output) throws NotConverted {
    try {
      Process process = confinement.of(command, folder, output).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new NotConverted("it cannot be started (" + FailureText.of(e) + ")");
    }
  }

  private void checkOpen() throws InterruptedIOException {
    if (closed) {
      throw new InterruptedIOException("SiteDrop stops");
    }
  }

  private void checkDisk(Path folder) throws NotConverted {
    try (Stream<Path> files = Files.walk(folder)) {
      if (files.mapToLong(BoundedProcesses::size).sum() > confinement.disk()) {
        throw new NotConverted("it wrote more than " + confinement.disk() / 1_000_000 + " MB");
      }
    } catch (IOException | UncheckedIOException vanished) {
      // it works on: the next look tells
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException vanished) {
      return 0;
    }
  }

  private static String said(Path output) {
    try (InputStream in = Files.newInputStream(output)) {
      String said = new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
      return said.isBlank() ? "" : ": " + said.strip().replaceAll("\\s+", " ");
    } catch (IOException nothing) {
      return "";
    }
  }

  private static void end(Process process, Set<ProcessHandle> family) {
    process.descendants().forEach(family::add);
    process.destroyForcibly();
    family.forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    running.forEach(Process::destroyForcibly);
  }
}
