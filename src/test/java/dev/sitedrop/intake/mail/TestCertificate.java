package dev.sitedrop.intake.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A certificate for this machine, signed by nobody else: one that a user's own server has. */
public final class TestCertificate {
  private static final Path FOLDER = Path.of("target/certificate").toAbsolutePath();
  private static final String PASSWORD = "changeit";

  private TestCertificate() {}

  /** A PEM file that is to be trusted. */
  public static synchronized Path pem() {
    return made().resolve("certificate.pem");
  }

  /** A PKCS 12 file with the key, for a server. */
  public static synchronized Path keyStore() {
    return made().resolve("key.p12");
  }

  /**
   * A PEM file and a PKCS 12 file, {@code certificate.pem} and {@code key.p12}, of another host.
   */
  public static synchronized Path ofAnotherHost() {
    return made(FOLDER.resolveSibling("certificate-of-another"), "dns:other.example");
  }

  /** A PEM file with the key. */
  public static synchronized Path keyPem() {
    try (InputStream in = Files.newInputStream(keyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
      return Files.writeString(
          FOLDER.resolve("key.pem"),
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String password() {
    return PASSWORD;
  }

  private static Path made() {
    return made(FOLDER, "dns:localhost,ip:127.0.0.1");
  }

  private static Path made(Path folder, String names) {
    if (!Files.exists(folder.resolve("certificate.pem"))) {
      try {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        keytool(
            folder,
            "-genkeypair -alias server -keyalg EC -dname CN=localhost -validity 3650"
                + " -ext san="
                + names);
        keytool(
            folder, "-exportcert -rfc -alias server -file " + folder.resolve("certificate.pem"));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return folder;
  }

  private static void keytool(Path folder, String arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of("-keystore", folder.resolve("key.p12").toString(), "-storepass", PASSWORD));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
  }
}
