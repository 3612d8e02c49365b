package dev.sitedrop.intake.remote;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The Camel component {@code sftp-inbox}: watches a folder of an SFTP server as {@code inbox}
 * watches one of this machine. {@code sftp-inbox:<source name>?host=…&directory=…}; the parameters
 * are those of {@link SftpInboxEndpoint}.
 */
@Component("sftp-inbox")
public class SftpInboxComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    SftpInboxEndpoint endpoint = new SftpInboxEndpoint(uri, this, name);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
