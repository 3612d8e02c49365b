package dev.sitedrop.words;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What has failed, said to people: in a log line, a reason, an answer. Never by the names of Java's
 * classes.
 */
public final class FailureText {
  private static final int LONGEST = 1_000;

  /** With the colon that puts it before a message. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\b([a-z]\\w*\\.)+[A-Z][\\w$]*(Exception|Error)\\b(: ?)?");

  /** What a failure's own message does not say, or says only to programmers. */
  private static final Map<Class<? extends Throwable>, String> KINDS =
      Map.ofEntries(
          Map.entry(UnknownHostException.class, "there is no such host"),
          Map.entry(UnresolvedAddressException.class, "there is no such host"),
          Map.entry(NoRouteToHostException.class, "there is no way to it in the network"),
          Map.entry(ConnectException.class, "the connection is refused"),
          Map.entry(SocketTimeoutException.class, "no answer came in time"),
          Map.entry(HttpTimeoutException.class, "no answer came in time"),
          Map.entry(TimeoutException.class, "no answer came in time"),
          Map.entry(SSLException.class, "its certificate or its encryption is not accepted"),
          Map.entry(ClosedChannelException.class, "it was closed meanwhile"),
          Map.entry(EOFException.class, "it ends too early"),
          Map.entry(IOException.class, "it cannot be read or written"),
          Map.entry(InterruptedException.class, "it was interrupted"),
          Map.entry(NoSuchFileException.class, "it is not there"),
          Map.entry(AccessDeniedException.class, "permission is denied"),
          Map.entry(FileAlreadyExistsException.class, "it is there already"),
          Map.entry(NotDirectoryException.class, "it is no folder"),
          Map.entry(DirectoryNotEmptyException.class, "it is not empty"),
          Map.entry(OutOfMemoryError.class, "there is not enough memory"),
          Map.entry(StackOverflowError.class, "it is nested too deep"));

  private FailureText() {}

  /** In one line: what the failure says of itself, or what kind it is of. */
  public static String of(Throwable failure) {
    Throwable telling = telling(failure);
    String kind = kind(telling);
    String said = said(telling);
    if (telling instanceof FileSystemException file) {
      String reason = file.getReason() == null ? kind : withoutClassNames(file.getReason());
      return shortened(file.getFile() == null ? reason : file.getFile() + ": " + reason);
    }
    if (isSlip(telling)) {
      return "an error of SiteDrop itself" + place(telling);
    }
    return shortened(said.isEmpty() ? kind : isHost(telling) ? kind + ": " + said : said);
  }

  /** What kind of failure it is, without its message: that may hold what nobody is to see. */
  public static String kind(Throwable failure) {
    Throwable telling = telling(failure);
    for (Class<?> type = telling.getClass(); type != null; type = type.getSuperclass()) {
      String words = KINDS.get(type);
      if (words != null) {
        return words;
      }
    }
    return named(telling);
  }

  /** The first that was written for people; else the innermost that says anything. */
  private static Throwable telling(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      if (isSentence(cause)) {
        return cause;
      }
      causes.add(0, cause);
    }
    return causes.stream()
        .filter(one -> one.getMessage() != null || KINDS.containsKey(one.getClass()))
        .findFirst()
        .orElse(causes.get(0));
  }

  /**
   * Whether it says more than what it carries: as ours do, and those that tell of files and nets.
   */
  private static boolean isSentence(Throwable failure) {
    String message = failure.getMessage();
    boolean isDerived =
        message == null
            || failure.getCause() != null && message.contains(failure.getCause().toString());
    return !isDerived
        && (failure instanceof IOException
            || failure.getClass().getName().startsWith("dev.sitedrop."));
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return withoutClassNames(message.lines().map(String::strip).findFirst().orElse(""));
  }

  private static String withoutClassNames(String text) {
    return CLASS_NAME.matcher(text).replaceAll("").strip().replaceAll("[:.]+$", "");
  }

  private static boolean isHost(Throwable failure) {
    return failure instanceof UnknownHostException;
  }

  /** A mistake in the program: its message is about variables. */
  private static boolean isSlip(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof ClassCastException
        || failure instanceof IndexOutOfBoundsException;
  }

  /** Where a developer has to look. */
  private static String place(Throwable failure) {
    return Stream.of(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("dev.sitedrop."))
        .findFirst()
        .map(frame -> " (" + frame.getFileName() + ", line " + frame.getLineNumber() + ")")
        .orElse("");
  }

  /** Such as "data access resource failure". */
  private static String named(Throwable failure) {
    Class<?> type = failure.getClass();
    while (type.getSimpleName().isEmpty()) {
      type = type.getSuperclass();
    }
    String name = type.getSimpleName().replaceAll("(?<=.)(Exception|Error)$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
