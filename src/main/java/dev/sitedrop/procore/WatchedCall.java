package dev.sitedrop.procore;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.context.ApplicationEventPublisher;

/** Tells of one call when it is over, answered or not. */
final class WatchedCall extends SynchronizationAdapter {
  static final String VARIABLE = "watchedCall";

  private final Company company;
  private final String endpoint;
  private final ApplicationEventPublisher events;
  private final long start = System.nanoTime();
  private final AtomicBoolean over = new AtomicBoolean();

  WatchedCall(Company company, ProcoreCall call, ApplicationEventPublisher events) {
    this.company = company;
    this.endpoint = Endpoint.of(call);
    this.events = events;
  }

  void answered(int status) {
    if (over.compareAndSet(false, true)) {
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      events.publishEvent(new ApiCallEnded(company, endpoint, status, time));
    }
  }

  /** No answer came. */
  @Override
  public void onDone(Exchange exchange) {
    answered(0);
  }
}
