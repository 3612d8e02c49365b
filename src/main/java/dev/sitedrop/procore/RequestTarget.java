package dev.sitedrop.procore;

import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Sends a URL's path and query byte for byte. Camel encodes some characters again on their way to
 * the HTTP client ({@code ~} becomes {@code %7E}), and a signed URL that differs in one byte is a
 * 403. So a request that must not be touched bears its path and query in a header, which is put in
 * the place of Camel's version, and removed, when everything else is done.
 */
public final class RequestTarget implements HttpRequestInterceptor {
  /** The header; it never leaves the process. */
  public static final String HEADER = "SiteDrop-Request-Target";

  RequestTarget() {}

  /** Scheme and authority of a URL, with the root path. */
  public static String origin(String url) {
    return url.substring(0, startOfPath(url)) + "/";
  }

  /** Path and query of a URL, as they stand in it. */
  public static String of(String url) {
    String target = url.substring(startOfPath(url));
    return target.startsWith("/") ? target : "/" + target;
  }

  private static int startOfPath(String url) {
    int authority = url.indexOf("://") + 3;
    for (int i = authority; i < url.length(); i++) {
      if ("/?#".indexOf(url.charAt(i)) >= 0) {
        return i;
      }
    }
    return url.length();
  }

  @Override
  public void process(HttpRequest request, EntityDetails entity, HttpContext context) {
    Header untouched = request.getFirstHeader(HEADER);
    if (untouched != null) {
      request.removeHeaders(HEADER);
      request.setPath(untouched.getValue());
    }
  }
}
