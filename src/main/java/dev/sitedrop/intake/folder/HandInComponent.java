package dev.sitedrop.intake.folder;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The Camel component {@code sitedrop}: where a route of one's own hands in what it has read, from
 * whatever other component. {@code sitedrop:<source name>?project=…}; the parameters are those of
 * {@link HandInEndpoint}.
 */
@Component("sitedrop")
public class HandInComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    HandInEndpoint endpoint = new HandInEndpoint(uri, this, name);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
