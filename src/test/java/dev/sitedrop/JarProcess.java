package dev.sitedrop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The packaged jar in a process of its own, as a user starts it. */
public final class JarProcess implements AutoCloseable {
  /** As the build says, for what lives for seconds; nothing where speed is measured. */
  private static final List<String> QUICK_START =
      Arrays.stream(System.getProperty("child.jvm", "").split(" "))
          .filter(option -> !option.isEmpty())
          .toList();

  private static final Path PACKAGED = Path.of("target/sitedrop.jar").toAbsolutePath();

  /** Unpacked where starts shall be quick. */
  private static final Path JAR =
      QUICK_START.isEmpty() ? PACKAGED : UnpackedJar.of(PACKAGED, QUICK_START);

  private static final Duration START = Duration.ofSeconds(120);

  private final Process process;
  private final Path output;
  private final int port;

  private JarProcess(Process process, Path output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  /**
   * Starts the jar and does not wait for it.
   *
   * @param folder its working folder: it gets a home there
   * @param jvmOptions such as {@code -Xmx128m}
   * @param variables are all of SiteDrop's variables that it sees
   */
  public static JarProcess start(
      Path folder, List<String> jvmOptions, Map<String, String> variables, String... arguments) {
    return start(folder, jvmOptions, List.of("-jar", JAR.toString()), variables, arguments);
  }

  /** Starts a class of the tests instead, and does not wait for it. */
  public static JarProcess startClass(
      Class<?> main,
      Path folder,
      List<String> jvmOptions,
      Map<String, String> variables,
      String... arguments) {
    String classPath = System.getProperty("java.class.path");
    if (!QUICK_START.isEmpty()) {
      classPath = JAR + File.pathSeparator + classPath; // what is archived stands first
    }
    List<String> program = List.of("-cp", classPath, main.getName());
    return start(folder, jvmOptions, program, variables, arguments);
  }

  private static JarProcess start(
      Path folder,
      List<String> jvmOptions,
      List<String> program,
      Map<String, String> variables,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    if (!QUICK_START.isEmpty()) {
      command.add(UnpackedJar.option());
    }
    command.addAll(jvmOptions);
    command.addAll(program);
    command.addAll(List.of(arguments));
    return startCommand(folder, command, variables);
  }

  /** Starts whatever ends in SiteDrop, and does not wait for it. */
  public static JarProcess startCommand(
      Path folder, List<String> command, Map<String, String> variables) {
    try {
      Files.createDirectories(folder);
      Path output = folder.resolve("output.txt");
      int port = freePort();
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.matches("(PROCORE|SITEDROP|SERVER)_.*"));
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("SERVER_PORT", Integer.toString(port));
      builder.environment().put("SITEDROP_ROUTES", Path.of("routes").toAbsolutePath().toString());
      builder.environment().putAll(variables);
      return new JarProcess(builder.start(), output, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sandbox alone, ready for calls. */
  public static JarProcess sandbox(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--spring.profiles.active=sandbox"));
    all.addAll(List.of(arguments));
    JarProcess sandbox = start(folder, List.of(), Map.of(), all.toArray(String[]::new));
    return sandbox.ready(() -> new SandboxView(sandbox.port()).account().has("calls"));
  }

  /** The variables that make SiteDrop deliver to a sandbox at this port. */
  public static Map<String, String> deliveringTo(int port) {
    return Map.of(
        "PROCORE_CLIENT_ID", "sandbox-client",
        "PROCORE_CLIENT_SECRET", "sandbox-secret",
        "PROCORE_COMPANY_ID", "1",
        "PROCORE_API_URL", "http://127.0.0.1:" + port,
        "PROCORE_LOGIN_URL", "http://127.0.0.1:" + port);
  }

  /** Waits until it says what to do next. */
  public JarProcess awaitReady() {
    return ready(() -> output().contains("Next  "));
  }

  /** What does not start is ended as well: nobody else would. */
  private JarProcess ready(Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .atMost(START)
          .ignoreExceptions()
          .until(() -> condition.call() || !isAlive());
    } catch (ConditionTimeoutException e) {
      close();
      throw new IllegalStateException("It does not get ready:\n" + output(), e);
    }
    if (!isAlive()) {
      throw new IllegalStateException("It did not start:\n" + output());
    }
    return this;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether anything listens on its port. */
  public boolean isAnswering() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  public int awaitExit() throws InterruptedException {
    process.waitFor(START.toSeconds(), TimeUnit.SECONDS);
    return process.exitValue();
  }

  /** As {@code kill} and Ctrl-C do: it is asked to end, by SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Holds it up, as a machine that sleeps, until it is told to go on. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Has it write what each of its threads is doing into its output. */
  public void dumpThreads() throws IOException, InterruptedException {
    signal("QUIT");
  }

  /** By what every shell has; the program of this name is in a package that may be missing. */
  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid()).start().waitFor();
  }

  public int port() {
    return port;
  }

  public Path home() {
    return output.resolveSibling("sitedrop");
  }

  /** The files in its spool; what vanishes meanwhile is passed over. */
  public List<Path> spooled() {
    try (Stream<Path> files = Files.walk(home().resolve("spool"))) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException vanished) {
      return spooled();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The most memory it has held so far, in bytes; 0 where the system does not tell. */
  public long peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException untold) {
      return 0;
    }
  }

  /** Also what it has started: a shell or Maven would leave SiteDrop behind. */
  @Override
  public void close() {
    List<ProcessHandle> started = process.descendants().toList();
    end(process.toHandle());
    started.stream().filter(ProcessHandle::isAlive).forEach(JarProcess::end);
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(40, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A port of the loopback that nobody listens on. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
