package dev.sitedrop.intake.heic;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs that read what strangers sent, and trusts none: each gets a folder, a time, an
 * amount of memory and of disk, and of this process's environment only the PATH.
 */
final class BoundedProcesses implements AutoCloseable {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
  private static final long LOOK_MILLIS = 50;
  private static final int MOST_SAID = 300;

  /** On Windows nothing starts without it. */
  private static final String WINDOWS = "SystemRoot";

  private final Duration timeLimit;
  private final long memory;
  private final long disk;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param memory in bytes, of address space
   * @param disk in bytes, for all files in the folder together
   */
  BoundedProcesses(Duration timeLimit, long memory, long disk) {
    this.timeLimit = timeLimit;
    this.memory = memory;
    this.disk = disk;
  }

  /**
   * Starts the command and waits for its end, whatever end that is.
   *
   * @param folder where it works; it finds its home and its temporary files there too
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
        if (System.nanoTime() - started > timeLimit.toNanos()) {
          throw new NotConverted("it took longer than " + timeLimit.toSeconds() + " s");
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
    ProcessBuilder builder =
        new ProcessBuilder(limited(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    String windows = environment.get(WINDOWS);
    environment.clear();
    environment.put("PATH", searchPath());
    environment.put("HOME", folder.toString());
    environment.put("TMPDIR", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    // else each thread reserves address space of its own, on many cores more than the limit
    environment.put("MALLOC_ARENA_MAX", "2");
    if (windows != null) {
      environment.put(WINDOWS, windows);
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new NotConverted("it cannot be started (" + e.getMessage() + ")");
    }
  }

  /** The system keeps to these limits even when this process is killed. */
  private List<String> limited(List<String> command) {
    if (!Files.isExecutable(PRLIMIT)) {
      return command;
    }
    long cpu = timeLimit.toSeconds() * Runtime.getRuntime().availableProcessors();
    List<String> all =
        new ArrayList<>(
            List.of(
                PRLIMIT.toString(),
                "--as=" + memory,
                "--cpu=" + cpu,
                "--fsize=" + disk,
                "--core=0",
                "--"));
    all.addAll(command);
    return all;
  }

  static String searchPath() {
    String path = System.getenv("PATH");
    return path == null ? "/usr/local/bin:/usr/bin:/bin" : path;
  }

  private void checkOpen() throws InterruptedIOException {
    if (closed) {
      throw new InterruptedIOException("SiteDrop stops");
    }
  }

  private void checkDisk(Path folder) throws NotConverted {
    try (Stream<Path> files = Files.walk(folder)) {
      if (files.mapToLong(BoundedProcesses::size).sum() > disk) {
        throw new NotConverted("it wrote more than " + disk / 1_000_000 + " MB");
      }
    } catch (IOException | java.io.UncheckedIOException vanished) {
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
