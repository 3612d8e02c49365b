package dev.sitedrop;

import dev.sitedrop.intake.rule.WrongRule;
import dev.sitedrop.ledger.PostgresTrouble;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Tells what a user can mend about a start that failed, in one message without a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailure implements SpringBootExceptionReporter {
  /** H2's code for: another process has the database file. */
  private static final int LOCKED = 90020;

  /** H2's code for: what is in the database file makes no sense. */
  private static final int CORRUPTED = 90030;

  /** Whoever only looks tells it where its other findings are told. */
  private static final ThreadLocal<Boolean> IS_LEFT_TO_CALLER =
      ThreadLocal.withInitial(() -> false);

  /**
   * @param context is given to every reporter; it may be null
   */
  StartFailure(ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    String message = messageFor(failure);
    if (message != null && !IS_LEFT_TO_CALLER.get()) {
      System.err.println("SiteDrop cannot start. " + message);
    }
    return message != null;
  }

  /** Starts something in this thread whose failure the caller tells. */
  static <T> T leftToCaller(Supplier<T> start) {
    IS_LEFT_TO_CALLER.set(true);
    try {
      return start.get();
    } finally {
      IS_LEFT_TO_CALLER.remove();
    }
  }

  static String messageFor(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused) {
        return cause.getMessage();
      }
      if (cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
        return String.format(
            "A file with settings, such as application.yaml, is no YAML: line %d, column %d: %s.",
            yaml.getProblemMark().getLine() + 1,
            yaml.getProblemMark().getColumn() + 1,
            yaml.getProblem());
      }
      if (cause instanceof WrongRule) {
        return cause.getMessage();
      }
      if (cause instanceof SQLException sql && sql.getErrorCode() == LOCKED) {
        return "Its ledger is in use: another SiteDrop runs with the same home. Stop it, or set"
            + " SITEDROP_HOME to another folder.";
      }
      if (cause instanceof SQLException sql && sql.getErrorCode() == CORRUPTED) {
        return "Its ledger is damaged. Move the folder 'database' out of SITEDROP_HOME and start"
            + " again: accepted files go back into the inbox. Those that were just being delivered"
            + " may be in Procore already: look there first.";
      }
      if (isOfPostgres(cause)) {
        return "Its ledger is on PostgreSQL, and " + PostgresTrouble.told(cause) + ".";
      }
      if (cause instanceof BindException setting) {
        return WrongSetting.told(setting);
      }
      if (cause instanceof PortInUseException port) {
        return "Port "
            + port.getPort()
            + " is in use by another program. Set SERVER_PORT to a free one, or to 0 for any.";
      }
      if (cause instanceof java.net.BindException) {
        return "SERVER_ADDRESS and SERVER_PORT cannot be listened on ("
            + cause.getMessage()
            + "). Set them to an address of this machine and a port that this user may open.";
      }
      if (cause instanceof FailedToCreateRouteException
          || cause instanceof CamelSpringBootInitializationException) {
        return RoutesMistake.told(cause)
            + ". Correct it, or take the routes folder that came with this version.";
      }
    }
    return null;
  }

  private static boolean isOfPostgres(Throwable cause) {
    return cause instanceof SQLException
        && cause.getClass().getName().startsWith("org.postgresql.");
  }
}
