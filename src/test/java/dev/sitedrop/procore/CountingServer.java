package dev.sitedrop.procore;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Counts calls by two windows, as Procore may do it, and answers with the tighter one. */
final class CountingServer {
  /** How a window moves. */
  enum Windows {
    /** It opens with the first call after the one before has ended. */
    OPENED_BY_A_CALL,
    /** It opens at whole multiples of its length. */
    ALIGNED,
    /** It is the time before each call. */
    SLIDING
  }

  /** How a reset becomes whole seconds. */
  enum Resets {
    UP,
    DOWN
  }

  private static final class Window {
    final int limit;
    final Duration length;
    final Deque<Instant> calls = new ArrayDeque<>();
    Instant opened = Instant.EPOCH;

    Window(int limit, Duration length) {
      this.limit = limit;
      this.length = length;
    }

    int remaining() {
      return limit - calls.size();
    }
  }

  private final List<Window> all;
  private final Windows windows;
  private final Resets resets;

  CountingServer(int spike, int hourly, Windows windows, Resets resets) {
    this.all =
        List.of(new Window(hourly, Duration.ofHours(1)), new Window(spike, Duration.ofSeconds(10)));
    this.windows = windows;
    this.resets = resets;
  }

  ApiAnswer call(Instant now) {
    all.forEach(window -> move(window, now));
    boolean allowed = all.stream().allMatch(window -> window.remaining() > 0);
    if (allowed) {
      all.forEach(window -> window.calls.add(now));
    }
    Window tighter = all.get(0).remaining() <= all.get(1).remaining() ? all.get(0) : all.get(1);
    Instant reset =
        windows == Windows.SLIDING
            ? tighter.calls.getFirst().plus(tighter.length)
            : tighter.opened.plus(tighter.length);
    Instant whole = Instant.ofEpochSecond(reset.getEpochSecond());
    if (resets == Resets.UP && whole.isBefore(reset)) {
      whole = whole.plusSeconds(1);
    }
    return new ApiAnswer(
        allowed ? 200 : 429, "", tighter.limit, tighter.remaining(), whole, null, null);
  }

  private void move(Window window, Instant now) {
    if (windows == Windows.SLIDING) {
      while (!window.calls.isEmpty() && !window.calls.getFirst().plus(window.length).isAfter(now)) {
        window.calls.removeFirst();
      }
    } else if (!now.isBefore(window.opened.plus(window.length))) {
      long length = window.length.toSeconds();
      window.opened =
          windows == Windows.ALIGNED
              ? Instant.ofEpochSecond(now.getEpochSecond() / length * length)
              : now;
      window.calls.clear();
    }
  }
}
