package dev.sitedrop;

import dev.sitedrop.disk.SyncedFolder;
import dev.sitedrop.intake.RoutesFolder;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Looks at the settings a user gives, before anything is started or written: a mistake is one
 * message. It runs when all settings are read and before the log file is opened, which is in the
 * home folder that may be the mistake.
 */
class StartCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
  /** What others have no reason to read: the bytes of all projects, and where they go. */
  private static final Set<String> PRIVATE = Set.of("spool", "database");

  private static final FileAttribute<?>[] ANYBODYS = {};

  /** Just before the log file is opened. */
  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER - 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment environment = event.getEnvironment();
    UnknownSetting.refuse(environment);
    checkNumber(
        environment, "server.port", 0, 65535, "a port, a number from 0 (any free) to 65535");
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("sitedrop.home", home(environment).toString());
    // what lies in the home by default is meant in this one
    environment.getPropertySources().addFirst(new MapPropertySource("checkedAtStart", found));
    if (!environment.acceptsProfiles(Profiles.of("sandbox"))) {
      found.put("sitedrop.spool", SpoolCheck.checked(said(environment, "sitedrop.spool")));
      found.put("sitedrop.routes", routes(environment).toString());
      checkNumber(environment, "delivery.workers", 1, 64, "a whole number from 1 to 64");
      checkLedger(environment);
      new ProcoreCheck(environment).check();
      new SignalsCheck(environment).check();
      new ConsoleCheck(environment).check();
    }
  }

  private static void checkNumber(
      Environment environment, String property, int least, int most, String what) {
    String said = said(environment, property);
    if (!said.matches("\\d{1,9}")
        || Integer.parseInt(said) < least
        || Integer.parseInt(said) > most) {
      throw new StartRefused(
          String.format("%s is '%s'. Set it to %s.", WrongSetting.variable(property), said, what));
    }
  }

  /** The message names no more of it: a URL may hold a password. */
  private static void checkLedger(Environment environment) {
    String url = said(environment, "spring.datasource.url");
    if (!url.isEmpty() && !url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
      throw new StartRefused(
          "SPRING_DATASOURCE_URL begins with '"
              + url.replaceAll("(?s)//.*|[^A-Za-z0-9:].*", "")
              + "'. Set it to an address such as jdbc:postgresql://db.example:5432/sitedrop, or do"
              + " not set it.");
    }
  }

  private static Path home(Environment environment) {
    String said = said(environment, "sitedrop.home");
    if (said.isEmpty()) {
      throw new StartRefused("SITEDROP_HOME is empty. Set it to a folder, or do not set it.");
    }
    try {
      Path home = Path.of(said).toAbsolutePath().normalize();
      for (String folder : List.of("", "inbox", "spool", "database", "logs")) {
        Path within = home.resolve(folder);
        if (!Files.isDirectory(within)) {
          SyncedFolder.create(within, PRIVATE.contains(folder) ? ownersOnly() : ANYBODYS);
        }
        Files.delete(Files.createTempFile(within, ".writable", null));
      }
      if (home.toString().contains(";") || home.toString().contains("{{")) {
        throw new StartRefused(
            "SITEDROP_HOME is '" + said + "'. Its path may not contain ';' or '{{'.");
      }
      return home;
    } catch (IOException | InvalidPathException e) {
      throw new StartRefused(
          "SITEDROP_HOME is '"
              + said
              + "', and SiteDrop cannot write there ("
              + FailureText.of(e)
              + "). Set it to a folder that this user may write to.");
    }
  }

  static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : ANYBODYS;
  }

  private static Path routes(Environment environment) {
    String said = said(environment, "sitedrop.routes");
    if (said.isEmpty()) {
      throw new StartRefused("SITEDROP_ROUTES is empty. Set it to a folder, or do not set it.");
    }
    try {
      Path routes = RoutesFolder.at(said);
      for (String folder : List.of("pipeline", "templates", "sources")) {
        if (!Files.isDirectory(routes.resolve(folder))) {
          throw new StartRefused(
              "SITEDROP_ROUTES is '"
                  + said
                  + "', and there is no folder "
                  + routes.resolve(folder)
                  + ". Set it to the routes folder that comes with SiteDrop, or to a copy of it. A"
                  + " path without / in front is meant from the folder that SiteDrop is started"
                  + " in.");
        }
      }
      return routes;
    } catch (InvalidPathException e) {
      throw new StartRefused("SITEDROP_ROUTES is '" + said + "', which is no path.");
    }
  }

  private static String said(Environment environment, String property) {
    return environment.getProperty(property, "").strip();
  }
}
