package dev.sitedrop.intake.remote;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The Camel component {@code ftps-inbox}: watches a folder of a server by FTP over TLS. {@code
 * ftps-inbox:<source name>?host=…&directory=…}; the parameters are those of {@link
 * FtpsInboxEndpoint}.
 */
@Component("ftps-inbox")
public class FtpsInboxComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    FtpsInboxEndpoint endpoint = new FtpsInboxEndpoint(uri, this, name);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
