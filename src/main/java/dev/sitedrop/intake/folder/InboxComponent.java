package dev.sitedrop.intake.folder;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The Camel component {@code inbox}: watches a folder for files that people drop. {@code
 * inbox:<source name>?directory=…}; the parameters are those of {@link InboxEndpoint}.
 */
@Component("inbox")
public class InboxComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    InboxEndpoint endpoint = new InboxEndpoint(uri, this, name);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
