package dev.sitedrop.sandbox;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Where the console has a certificate, the built-in sandbox is asked at a port of its own, in plain
 * text and by this machine alone: so no call has to trust a certificate that nobody may have
 * signed. Nothing but the sandbox answers there.
 */
@Component
class PlainPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final String PORT = "local.sandbox.port";

  private final ConfigurableEnvironment environment;
  private Connector connector;

  PlainPort(ConfigurableEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    boolean isAlone = environment.acceptsProfiles(Profiles.of("sandbox"));
    if (isAlone || !Ssl.isEnabled(factory.getSsl())) {
      return;
    }
    connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(0);
    connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
    factory.addAdditionalTomcatConnectors(connector);
    factory.addEngineValves(new OnlyTheSandbox());
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void started(ServletWebServerInitializedEvent started) {
    if (connector != null) {
      Map<String, Object> port = new HashMap<>();
      port.put(PORT, connector.getLocalPort());
      environment.getPropertySources().addFirst(new MapPropertySource(PORT, port));
    }
  }

  /** Passwords of the console are not to be sent there. */
  private final class OnlyTheSandbox extends ValveBase {
    OnlyTheSandbox() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      boolean isPlain = request.getConnector() == connector;
      if (isPlain && !request.getRequestURI().matches("/(rest|oauth|storage)/.*")) {
        response.sendError(404);
        return;
      }
      getNext().invoke(request, response);
    }
  }
}
