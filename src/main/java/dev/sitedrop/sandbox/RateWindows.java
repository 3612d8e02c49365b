package dev.sitedrop.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The hourly and the spike limit of each app (rate-limiting: not of each company): fixed windows
 * that open with the first call in them.
 */
@Component
class RateWindows {
  /** Calls in an hour where there is no limit: more than are made, so that all can be counted. */
  private static final int NO_LIMIT = 1_000_000;

  private static final class Window {
    final int limit;
    final Duration length;
    Instant end = Instant.MIN;
    int used;

    Window(int limit, Duration length) {
      this.limit = limit;
      this.length = length;
    }

    int remaining() {
      return limit - used;
    }
  }

  /**
   * What an answer says.
   *
   * @param allowed whether the call was within the limits
   * @param reset in Unix seconds
   */
  record Reading(boolean allowed, int limit, int remaining, long reset) {}

  private final SandboxSettings settings;
  private final Map<String, List<Window>> windows = new HashMap<>();

  RateWindows(SandboxSettings settings) {
    this.settings = settings;
  }

  private List<Window> open(String app) {
    return Stream.of(
            new Window(
                settings.hourlyLimit() > 0 ? settings.hourlyLimit() : NO_LIMIT,
                settings.hourlyWindow()),
            new Window(settings.spikeLimit(), Duration.ofSeconds(10)))
        .filter(window -> window.limit > 0)
        .toList();
  }

  /** Counts a call, unless it is over a limit; the reading is that of the tighter window. */
  synchronized Reading count(String app, Instant now) {
    List<Window> ofApp = windows.computeIfAbsent(app, this::open);
    Window tightest = null;
    boolean allowed = true;
    for (Window window : ofApp) {
      if (!now.isBefore(window.end)) {
        window.end = now.plus(window.length);
        window.used = 0;
      }
      allowed &= window.remaining() > 0;
    }
    for (Window window : ofApp) {
      if (allowed) {
        window.used++;
      }
      if (tightest == null || window.remaining() < tightest.remaining()) {
        tightest = window;
      }
    }
    return new Reading(
        allowed,
        tightest.limit,
        tightest.remaining(),
        tightest.end.plusMillis(999).getEpochSecond());
  }
}
