package dev.sitedrop;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Closes the connection of an answered request whose body is not read: Tomcat would wait for it.
 * Some, such as {@code OPTIONS *}, are answered before any valve sees them.
 */
record NothingLeft(Adapter adapter) implements Adapter {

  /** Sees to it for all requests of this connector. */
  static void of(Connector connector) {
    connector.addLifecycleListener(
        event -> {
          if (Lifecycle.AFTER_INIT_EVENT.equals(event.getType())) { // it has made its adapter
            connector
                .getProtocolHandler()
                .setAdapter(new NothingLeft(connector.getProtocolHandler().getAdapter()));
          }
        });
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    adapter.service(request, response);
    if (!is(ActionCode.ASYNC_IS_ASYNC, request)
        && !is(ActionCode.REQUEST_BODY_FULLY_READ, request)) {
      response.action(ActionCode.CLOSE_NOW, null);
    }
  }

  private static boolean is(ActionCode what, Request request) {
    AtomicBoolean answer = new AtomicBoolean();
    request.action(what, answer);
    return answer.get();
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return adapter.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent status)
      throws Exception {
    return adapter.asyncDispatch(request, response, status);
  }

  @Override
  public void log(Request request, Response response, long time) {
    adapter.log(request, response, time);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    adapter.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return adapter.getDomain();
  }
}
