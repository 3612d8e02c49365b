package dev.sitedrop.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the plain words in what Camel says of a routes file that it cannot use. */
public final class RouteMistake {
  private static final Pattern PLACE = Pattern.compile("line (\\d+), column \\d+");

  /** The rest of Camel's message may repeat the value that the placeholder stands in. */
  private static final Pattern NO_VALUE = Pattern.compile("Property with key \\[([\\w.:-]+)\\].*");

  private RouteMistake() {}

  /** What is wrong and, where that is known, in which line. */
  public static String told(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    String told = "it cannot be understood";
    String place = "";
    for (Throwable cause : causes) {
      // the innermost message is the plainest, unless it is one of Java's own
      if (cause.getMessage() != null && !isSlip(cause)) {
        told = cause.getMessage().lines().map(String::strip).findFirst().orElse(told);
        told = NO_VALUE.matcher(told).replaceFirst("{{$1}} has no value");
        Matcher matcher = PLACE.matcher(cause.getMessage());
        place = matcher.find() ? " (line " + matcher.group(1) + ")" : place;
      }
    }
    return told.replaceAll("[.]+$", "") + place;
  }

  /** Of a shape that its reader had not thought of; the message is about the reader's code. */
  private static boolean isSlip(Throwable cause) {
    return cause instanceof NullPointerException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof ClassCastException;
  }
}
