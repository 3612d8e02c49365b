package dev.sitedrop.procore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The companies that SiteDrop delivers to, as the settings say. */
public final class Companies {
  private final List<Company> all;

  /**
   * @param all at least one, of different destinations
   */
  Companies(List<Company> all) {
    this.all = List.copyOf(all);
  }

  /** The one of {@code procore.*} first, if there is one, then the others by name. */
  public List<Company> all() {
    return all;
  }

  public boolean areSeveral() {
    return all.size() > 1;
  }

  /** The company of a destination; empty if the settings do not have it any more. */
  public Optional<Company> at(String destination) {
    return all.stream().filter(one -> one.destination().equals(destination)).findFirst();
  }

  /**
   * The company that a question is for.
   *
   * @param question holds its {@code destination}
   */
  public Company asked(Map<String, Object> question) {
    String destination = String.valueOf(question.get("destination"));
    return at(destination)
        .orElseThrow(() -> new IllegalStateException("no company is at " + destination));
  }

  /** Nobody waits any more: what is not sent yet stays due. */
  @EventListener(ContextClosedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void close() {
    all.stream().map(Company::budget).distinct().forEach(RateBudget::close);
    all.stream().map(Company::circuit).forEach(Circuit::close);
  }
}
