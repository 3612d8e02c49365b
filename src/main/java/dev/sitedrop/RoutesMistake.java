package dev.sitedrop;

import dev.sitedrop.intake.routefile.RouteFile;
import dev.sitedrop.intake.routefile.RouteMistake;
import dev.sitedrop.intake.routefile.WrongRouteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which file of the pipeline or of the templates cannot be used, and why. */
final class RoutesMistake {
  private static final Pattern FILE = Pattern.compile("file:(/?.+?\\.camel\\.yaml)");

  private RoutesMistake() {}

  static String told(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher named = FILE.matcher(String.valueOf(cause.getMessage()));
      if (named.find()) {
        Path file = Path.of(named.group(1));
        return "The file " + file + " cannot be used: " + told(failure, file);
      }
    }
    return "A file in SITEDROP_ROUTES cannot be used: " + RouteMistake.plainly(failure);
  }

  private static String told(Throwable failure, Path file) {
    try {
      RouteFile routes = RouteFile.read(Files.readAllBytes(file));
      return new RouteMistake(null, routes).told(failure);
    } catch (WrongRouteFile e) {
      return e.getMessage();
    } catch (IOException e) {
      return RouteMistake.plainly(failure);
    }
  }
}
