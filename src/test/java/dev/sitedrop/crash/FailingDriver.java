package dev.sitedrop.crash;

import dev.sitedrop.ledger.Delivery;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.slf4j.MDC;

/**
 * H2, but for one statement or commit of each delivery: of the first delivery the first, of the
 * second the second, and so on. It fails before or after it was carried out. A delivery's
 * statements are those of the thread that is at it, and of what the schedule does there behind it.
 */
public final class FailingDriver implements Driver {
  private static final Map<String, Failure> FAILURES = new ConcurrentHashMap<>();
  private static final ThreadLocal<String> LAST = new ThreadLocal<>();
  private static volatile Armed armed;

  private final Driver h2 = new org.h2.Driver();

  /**
   * @param afterwards whether what fails is carried out all the same
   * @param deliveries how many there were so far
   */
  private record Armed(boolean afterwards, AtomicInteger deliveries) {}

  private static final class Failure {
    private final int number;
    private final boolean afterwards;
    private int statements;
    private boolean met;

    Failure(int number, boolean afterwards) {
      this.number = number;
      this.afterwards = afterwards;
    }

    synchronized boolean isNow() {
      boolean now = ++statements == number;
      met |= now;
      return now;
    }
  }

  /**
   * From now on each new delivery fails once.
   *
   * @param afterwards whether the statement is carried out all the same
   */
  static void arm(boolean afterwards) {
    FAILURES.clear();
    armed = new Armed(afterwards, new AtomicInteger());
  }

  /** Nothing fails any more; returns how many deliveries came to the statement that was to fail. */
  static long disarm() {
    armed = null;
    return FAILURES.values().stream().filter(failure -> failure.met).count();
  }

  private static Failure failureNow() {
    Armed now = armed;
    if (now == null) {
      return null;
    }
    String delivery = MDC.get(Delivery.IN_LOG);
    if (delivery != null) {
      LAST.set(delivery);
      FAILURES.computeIfAbsent(
          delivery, first -> new Failure(now.deliveries().incrementAndGet(), now.afterwards()));
    }
    Failure failure = LAST.get() == null ? null : FAILURES.get(LAST.get());
    return failure != null && failure.isNow() ? failure : null;
  }

  private static Object carriedOut(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static SQLException failed() {
    return new SQLException("The connection failed on purpose", "08006");
  }

  private record Failing(Object target) implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      boolean counts = method.getName().startsWith("execute") || method.getName().equals("commit");
      Failure failure = counts ? failureNow() : null;
      if (failure != null && !failure.afterwards) {
        throw failed();
      }
      Object result = carriedOut(target, method, arguments);
      if (failure != null) {
        throw failed();
      }
      return switch (method.getName()) {
        case "prepareStatement" -> wrapped(result, PreparedStatement.class);
        case "createStatement" -> wrapped(result, Statement.class);
        default -> result;
      };
    }
  }

  private static <T> T wrapped(Object target, Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            FailingDriver.class.getClassLoader(), new Class<?>[] {type}, new Failing(target)));
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Connection connection = h2.connect(url, info);
    return connection == null ? null : wrapped(connection, Connection.class);
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return h2.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return h2.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return h2.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return h2.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return h2.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
