package dev.sitedrop.intake.mail.server;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.words.FailureText;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderClosedException;
import jakarta.mail.StoreClosedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Says in plain words why a mail server cannot be used now. */
public final class Trouble {
  private static final int LONGEST = 300;

  private Trouble() {}

  /** Without a secret. */
  public static String told(Throwable failure, MailServer server) {
    List<Throwable> causes = causes(failure);
    String place = server.host() + ":" + server.port();
    if (has(causes, AuthenticationFailedException.class)) {
      return place + " refuses the login (" + words(failure) + ")";
    }
    if (has(causes, UnknownHostException.class)) {
      return "there is no host " + server.host();
    }
    if (has(causes, CertificateException.class)) {
      return "the certificate of "
          + place
          + " is not trusted ("
          + words(causes.get(causes.size() - 1))
          + "). If it is your own server, name its certificate by trustedCertificates";
    }
    if (has(causes, SSLException.class)) {
      return place + " does not speak TLS as it should (" + words(failure) + ")";
    }
    if (has(causes, SocketTimeoutException.class)) {
      return place + " does not answer in time";
    }
    if (has(causes, ConnectException.class)) {
      return place + " cannot be reached";
    }
    if (isLoss(failure)) {
      return place + " has broken off the connection";
    }
    return words(failure);
  }

  /** Whether the server has refused who we are: trying again soon may lock the account. */
  public static boolean isRefusal(Throwable failure) {
    return has(causes(failure), AuthenticationFailedException.class);
  }

  /** Whether the connection was lost while something was read, which then seems to have failed. */
  public static boolean isLoss(Throwable failure) {
    List<Throwable> causes = causes(failure);
    return has(causes, FolderClosedException.class)
        || has(causes, StoreClosedException.class)
        || String.valueOf(failure.getMessage()).contains(FolderClosedException.class.getName());
  }

  private static boolean has(List<Throwable> causes, Class<?> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  private static String words(Throwable failure) {
    String line = Shown.of(FailureText.of(failure));
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
