package dev.sitedrop.intake;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What each source's last look into it has come to, in this copy. */
@Component
public class SourceLooks {
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Map<String, Look> bySource = new ConcurrentHashMap<>();

  SourceLooks(Clock clock, ApplicationEventPublisher events) {
    this.clock = clock;
    this.events = events;
  }

  /**
   * How a source stands.
   *
   * @param lastGood when it was looked into last; null if it never was since the start
   * @param failingSince when it could not be looked into first, since then; null if it can
   * @param problem why it could not then, without a secret; null if it can
   */
  public record Look(Instant lastGood, Instant failingSince, String problem) {
    public boolean isGood() {
      return failingSince == null;
    }
  }

  /** It could be looked into. */
  public void looked(String source) {
    bySource.put(source, new Look(clock.instant(), null, null));
    events.publishEvent(new SourceLooked(source, true));
  }

  /**
   * It could not be looked into.
   *
   * @param problem for a person, without a secret
   */
  public void failed(String source, String problem) {
    bySource.compute(
        source,
        (name, before) ->
            before != null && !before.isGood()
                ? before
                : new Look(before == null ? null : before.lastGood(), clock.instant(), problem));
    events.publishEvent(new SourceLooked(source, false));
  }

  /** This copy does not look into it any more. */
  public void ended(String source) {
    bySource.remove(source);
  }

  /** All sources that this copy looks into, by name. */
  public Map<String, Look> all() {
    return new TreeMap<>(bySource);
  }
}
