package dev.sitedrop.needs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What a group of tests needs of the machine, besides a JDK. Where it is missing, the group is
 * skipped, and {@link SkippedTests} names it at the end of the build.
 */
public enum Need {
  BASH("commands of the pages in bash", "install bash", () -> Programs.areHere("bash")),
  CHROMIUM(
      "browser",
      "install chromium",
      () -> Programs.find("chromium", "chromium-browser", "google-chrome").isPresent()),
  CURL("commands of the pages with curl", "install curl", () -> Programs.areHere("curl")),
  /** Version 2.4 takes another configuration. */
  DOVECOT(
      "IMAP by Dovecot",
      "install dovecot-imapd 2.3",
      () ->
          Programs.find("dovecot")
              .filter(it -> said(it, "--version").startsWith("2.3"))
              .isPresent()),
  AVIF(
      "AVIF by heif-convert",
      "install libheif-examples with an encoder of AV1",
      () ->
          Programs.areHere("heif-convert", "heif-enc")
              && Programs.find("heif-enc").filter(Need::encodesAvif).isPresent()),
  HEIF_CONVERT(
      "HEIC by heif-convert",
      "install libheif-examples",
      () -> Programs.areHere("heif-convert", "heif-enc")),
  LINUX("what only Linux tells", "run on Linux", Need::isLinux),
  MOUNT(
      "file systems that are read-only or full",
      "run on Linux as root, and allow mounts",
      () ->
          isLinux()
              && isRoot()
              && Programs.areHere("mount", "umount", "unshare")
              && Programs.find("unshare").filter(Need::mounts).isPresent()),
  OPENSSH(
      "SFTP by OpenSSH",
      "install openssh-server and openssh-client",
      () -> Programs.areHere("sshd", "ssh-keygen", "ssh-keyscan")),
  /**
   * PostgreSQL does not run as root; whoever is root there is another in a namespace of his own.
   */
  POSTGRES(
      "PostgreSQL",
      "run as another user than root, or allow user namespaces",
      () -> !isRoot() || Programs.find("unshare").filter(Need::makesNamespaces).isPresent()),
  FORMER_POSTGRES(
      "PostgreSQL 14 to 16",
      "run on Linux on amd64",
      () -> isLinux() && System.getProperty("os.arch").equals("amd64")),
  PRLIMIT(
      "limits of a converter by prlimit", "install util-linux", () -> Programs.areHere("prlimit")),
  PROFTPD(
      "FTPS by ProFTPD",
      "install proftpd-core, proftpd-mod-crypto and openssl, and run as root",
      () ->
          Programs.areHere("proftpd", "openssl")
              && Files.exists(Path.of("/usr/lib/proftpd/mod_tls.so"))
              && isRoot()),
  UNZIP("commands of the pages with unzip", "install unzip", () -> Programs.areHere("unzip"));

  private final String group;
  private final String remedy;
  private final BooleanSupplier here;

  Need(String group, String remedy, BooleanSupplier here) {
    this.group = group;
    this.remedy = remedy;
    this.here = here;
  }

  /**
   * Skips the running test unless all of these are here. For what a single run of a test needs: in
   * a constructor, or before all tests of a class, no report would tell of it; see {@link Needs}.
   */
  public static void skipWithout(Need... needs) {
    reasonToSkip(needs)
        .ifPresent(
            reason -> {
              throw new TestAbortedException(reason);
            });
  }

  /** Says which of these are missing, in words that {@link SkippedTests} knows. */
  static Optional<String> reasonToSkip(Need... needs) {
    String missing =
        Stream.of(needs)
            .filter(need -> !need.here.getAsBoolean())
            .map(need -> need.group + " (" + need.remedy + ")")
            .collect(Collectors.joining("; "));
    return Optional.of(missing).filter(some -> !some.isEmpty()).map(SkippedTests.NEEDED::concat);
  }

  private static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean makesNamespaces(Path unshare) {
    String id = said(unshare, "-U", "id", "-u");
    return id.matches("\\d+") && !id.equals("0");
  }

  private static boolean encodesAvif(Path encoder) {
    return said(encoder, "--list-encoders").matches("(?s).*AVIF encoders:\\s*-.*");
  }

  /** In a namespace of its own, where nothing is left of it. */
  private static boolean mounts(Path unshare) {
    return said(unshare, "-m", "sh", "-c", "mount -t tmpfs none /tmp && echo yes").equals("yes");
  }

  private static String said(Path program, String... arguments) {
    try {
      Process process =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(process.getInputStream().readAllBytes()).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
