package dev.sitedrop.delivery.upload;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Lets every header through that Procore signed. Camel's own strategy for HTTP keeps back some,
 * such as {@code Host} or {@code Cache-Control}, and a signed header that is missing is a 403.
 */
@Component
class StorageHeaders implements HeaderFilterStrategy {

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return name.startsWith("Camel");
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return name.startsWith("Camel");
  }
}
