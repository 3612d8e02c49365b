package dev.sitedrop.procore;

import dev.sitedrop.procore.ProcoreFailure.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Checks where Procore sends the bytes of one company, before they go there: an answer that was
 * tampered with must not make SiteDrop call the machines around it.
 */
public class StorageUrl {
  /** ASCII without spaces, control characters and a fragment; else it is nobody's business. */
  private static final String VISIBLE = "[!-~&&[^#]]+";

  private final ProcoreAccount account;
  private final List<String> hosts;

  StorageUrl(ProcoreAccount account, List<String> hosts) {
    this.account = account;
    this.hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * @param url opaque, as Procore gave it
   * @return the same, untouched
   * @throws Refused if the URL is not one that bytes may be sent to
   */
  public String checked(String url) {
    URI uri = parsed(url);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean besideTheApi = isLoopback(account.apiUrl().getHost());
    if (host.isEmpty() || uri.getRawUserInfo() != null || !url.matches(VISIBLE)) {
      throw refused(host, "it is not a plain URL");
    }
    if (isLoopback(host) && besideTheApi && uri.getScheme().startsWith("http")) {
      return url;
    }
    if (!"https".equals(uri.getScheme()) && !sameOriginAsApi(uri)) {
      throw refused(host, "it is not https");
    }
    if (host.equalsIgnoreCase(account.apiUrl().getHost()) || hosts.contains(host)) {
      return url;
    }
    if (hosts.stream().noneMatch(suffix -> host.endsWith("." + suffix))) {
      throw refused(host, "it is not one of " + account.storageSetting() + advice(host));
    }
    if (pointsInside(host)) {
      throw refused(host, "the host's address is a private one");
    }
    return url;
  }

  /** What to do about a host that may be Procore's; empty where no storage of Procore's can be. */
  private String advice(String host) {
    if (isLoopback(host) || host.startsWith("[") || host.matches("[\\d.]+")) {
      return "";
    }
    return ". Ask Procore or your IT whether "
        + host
        + " is Procore's storage. If it is, set "
        + account.storageSetting()
        + "="
        + String.join(",", hosts)
        + ","
        + host
        + " and restart SiteDrop";
  }

  private boolean sameOriginAsApi(URI uri) {
    URI api = account.apiUrl();
    return uri.getScheme().equals(api.getScheme())
        && uri.getHost().equalsIgnoreCase(api.getHost())
        && uri.getPort() == api.getPort();
  }

  private static URI parsed(String url) {
    try {
      if (url == null || !url.contains("://")) {
        throw refused("", "it has no scheme");
      }
      return new URI(RequestTarget.origin(url));
    } catch (URISyntaxException e) {
      throw refused("", "it is not a URL");
    }
  }

  private static boolean isLoopback(String host) {
    return host != null
        && (host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d+){3}"));
  }

  private static boolean pointsInside(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (address.isLoopbackAddress()
            || address.isLinkLocalAddress()
            || address.isSiteLocalAddress()
            || address.isAnyLocalAddress()
            || address.isMulticastAddress()) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      return false; // the connection will say so, and that passes
    }
  }

  private static Refused refused(String host, String why) {
    return new Refused(
        "Procore named a storage URL on host '"
            + host
            + "' that SiteDrop does not send to: "
            + why);
  }
}
