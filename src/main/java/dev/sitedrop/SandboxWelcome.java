package dev.sitedrop;

import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.event.EventListener;

/** Says where the sandbox is, where nothing else runs. */
class SandboxWelcome {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final InetAddress address;

  private final boolean isEncrypted;

  SandboxWelcome(@Value("${server.address}") InetAddress address, ServerProperties server) {
    this.isEncrypted = Ssl.isEnabled(server.getSsl());
    this.address = address;
  }

  @EventListener
  void say(WebServerInitializedEvent started) {
    LOG.info(
        "The Procore sandbox runs at {}://{}:{}, and shows what it has at /sandbox/account",
        isEncrypted ? "https" : "http",
        address.getHostAddress(),
        started.getWebServer().getPort());
    if (!address.isLoopbackAddress()) {
      LOG.warn("Others can reach it, and see what is delivered to it: it is for tests only");
    }
  }
}
