package dev.sitedrop.procore;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Tells of one call when it is over, answered or not. */
final class WatchedCall extends SynchronizationAdapter {
  private static final int LONGEST_ID = 100;
  static final String VARIABLE = "watchedCall";

  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final Company company;
  private final String asked;
  private final String endpoint;
  private final ApplicationEventPublisher events;
  private final long start = System.nanoTime();
  private final AtomicBoolean over = new AtomicBoolean();

  WatchedCall(Company company, ProcoreCall call, ApplicationEventPublisher events) {
    this.company = company;
    this.asked = call.method() + " " + call.path();
    this.endpoint = Endpoint.of(call);
    this.events = events;
  }

  /**
   * Procore has answered. Its support finds a refused call by the id; a token that has ended is no
   * matter for them.
   *
   * @param requestId null if there is none
   */
  void answered(int status, String requestId) {
    if (status >= 400 && status != 401 && requestId != null) {
      String id = requestId.replaceAll("[^!-~]", "");
      LOG.info(
          "Procore answered {} to {} for {}, x-request-id {}",
          status,
          asked,
          company.label(),
          id.substring(0, Math.min(LONGEST_ID, id.length())));
    }
    end(status);
  }

  private void end(int status) {
    if (over.compareAndSet(false, true)) {
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      events.publishEvent(new ApiCallEnded(company, endpoint, status, time));
    }
  }

  /** No answer came. */
  @Override
  public void onDone(Exchange exchange) {
    end(0);
  }
}
