package dev.sitedrop.ledger.view;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts the rows that H2 has looked at for each query: it asks for the plan of each as well. */
final class ExplainedConnections extends DelegatingDataSource {
  private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

  private long scanned;

  ExplainedConnections(DataSource real) {
    super(real);
  }

  /** Rows of tables and indexes since this was asked last. */
  long scanned() {
    long before = scanned;
    scanned = 0;
    return before;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return method.getName().equals("prepareStatement")
              ? explained(real, (PreparedStatement) result, (String) arguments[0])
              : result;
        });
  }

  private PreparedStatement explained(Connection connection, PreparedStatement real, String sql) {
    List<Object[]> set = new ArrayList<>();
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          if (method.getName().equals("setObject") || method.getName().equals("setString")) {
            set.add(new Object[] {arguments[0], arguments[1]});
          }
          if (method.getName().equals("executeQuery")) {
            count(connection, sql, set);
          }
          return invoke(real, method, arguments);
        });
  }

  private void count(Connection connection, String sql, List<Object[]> set) throws SQLException {
    try (PreparedStatement explain = connection.prepareStatement("explain analyze " + sql)) {
      for (Object[] one : set) {
        explain.setObject((Integer) one[0], one[1]);
      }
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        scanned +=
            SCANNED
                .matcher(plan.getString(1))
                .results()
                .map(MatchResult::group)
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
                .sum();
      }
    }
  }

  @FunctionalInterface
  private interface Call {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<T> type, Call call) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method, arguments));
  }

  private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
