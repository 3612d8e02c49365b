package dev.sitedrop;

import dev.sitedrop.procore.AccessToken;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;

/** Logs in once at the start: wrong credentials are told now, and not with the first file. */
class LoginCheck {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final AccessToken accessToken;

  LoginCheck(AccessToken accessToken) {
    this.accessToken = accessToken;
  }

  /** A Procore that cannot be reached stops nothing: files are taken in and wait for it. */
  @EventListener(ApplicationStartedEvent.class)
  void logIn() {
    try {
      accessToken.current();
    } catch (LoginRefused refused) {
      throw new StartRefused(refused.getMessage() + ".");
    } catch (RuntimeException e) {
      LOG.warn(
          "Procore's login cannot be reached now ({}). Files are taken in and wait",
          NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
  }
}
