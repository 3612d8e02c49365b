package dev.sitedrop.procore;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Looks at the clock when the connection stands and nothing is sent yet. A call that may only be
 * sent before some time bears it in a header; when that is past, perhaps because the process was
 * stopped in between, the call is not sent.
 */
final class LastLook implements HttpRequestInterceptor {
  static final String HEADER = "SiteDrop-Send-Before";

  @Override
  public void process(HttpRequest request, EntityDetails entity, HttpContext context)
      throws IOException {
    Header before = request.getFirstHeader(HEADER);
    if (before == null) {
      return;
    }
    request.removeHeaders(HEADER);
    if (!SendBefore.parse(before.getValue()).holdsFor(Duration.ZERO)) {
      throw new NotSent();
    }
  }
}
