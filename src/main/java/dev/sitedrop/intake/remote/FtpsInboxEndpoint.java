package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.folder.Volume;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.Component;

/** A watched folder of a server that speaks FTP over TLS, begun by {@code AUTH TLS}. */
public class FtpsInboxEndpoint extends RemoteInboxEndpoint {
  private static final int PORT = 21;

  private Path certificate;
  private SSLContext trust;

  FtpsInboxEndpoint(String uri, Component component, String source) {
    super(uri, component, source, "ftps", PORT);
    setParallel(2); // each is a login, and servers allow few
    setSettleTime("30s");
    setIncompleteGrace("30s"); // not longer: a look at the end of a file costs a login
  }

  @Override
  protected Volume createVolume() {
    FtpsLogin login = new FtpsLogin(host(), port(), user(), password(), trust);
    return volume(
        new RemoteServer.Connector() {
          @Override
          public RemoteSession connect() throws CannotConnect {
            try {
              return new FtpsSession(login, streams());
            } catch (CannotConnect told) {
              throw told;
            } catch (SSLException e) {
              throw new CannotConnect(
                  "its certificate or encryption is not accepted (" + FailureText.of(e) + ")",
                  true);
            } catch (IOException e) {
              throw new CannotConnect("it cannot be reached (" + FailureText.of(e) + ")", false);
            }
          }

          @Override
          public void close() {
            // the session is all there is
          }
        });
  }

  @Override
  protected void checkLogin() {
    if (password() == null) {
      throw new IllegalArgumentException("The source '" + source() + "' has no password");
    }
    try {
      // a session of TLS 1.3 can be continued once, and there are many data connections
      trust = SSLContext.getInstance("TLSv1.2");
      trust.init(null, certificate == null ? null : trusting(certificate), null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "certificate is '" + certificate + "', which holds no certificate that can be read");
    }
  }

  private static TrustManager[] trusting(Path file) throws GeneralSecurityException, IOException {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException("empty");
      }
      for (Certificate one : found) {
        known.setCertificateEntry("c" + known.size(), one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(known);
    return factory.getTrustManagers();
  }

  /**
   * A PEM file with the certificate of the server or of who signed it; empty for those that Java
   * trusts.
   */
  public void setCertificate(String certificate) {
    this.certificate = certificate.isBlank() ? null : Path.of(certificate.strip());
  }
}
