package dev.sitedrop.console.home;

import dev.sitedrop.words.FailureText;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that something has changed; they fetch it then. It looks only while somebody
 * does, and once for all of them.
 */
@Component
class LiveHome {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHome.class);

  /** More than people have windows; each holds a connection. */
  private static final int MOST = 200;

  /** In looks: a connection that nothing passes is cut off by what is in between. */
  private static final int SILENCE = 7;

  private final Look look;
  private final Set<SseEmitter> viewers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer;
  private Future<?> looking;
  private Snapshot told;
  private int silent;
  private boolean closed;

  LiveHome(Look look) {
    this.look = look;
    CustomizableThreadFactory threads = new CustomizableThreadFactory("console-live-");
    threads.setDaemon(true);
    this.timer = Executors.newSingleThreadScheduledExecutor(threads);
  }

  /**
   * @throws IllegalStateException if too many look already, or SiteDrop stops
   */
  synchronized SseEmitter view() {
    if (closed || viewers.size() >= MOST) {
      throw new IllegalStateException("no more viewers");
    }
    SseEmitter viewer = new SseEmitter(0L);
    viewer.onCompletion(() -> leave(viewer));
    viewer.onTimeout(() -> leave(viewer));
    viewer.onError(e -> leave(viewer));
    viewers.add(viewer);
    if (looking == null) {
      long period = Look.HOLDS.toMillis();
      looking = timer.scheduleWithFixedDelay(this::tell, period, period, TimeUnit.MILLISECONDS);
    }
    send(viewer, SseEmitter.event().name("hello").data("").reconnectTime(2000));
    return viewer;
  }

  /** How many look. */
  int viewers() {
    return viewers.size();
  }

  synchronized boolean isLooking() {
    return looking != null;
  }

  private synchronized void leave(SseEmitter viewer) {
    viewers.remove(viewer);
    if (viewers.isEmpty() && looking != null) {
      looking.cancel(false);
      looking = null;
    }
  }

  private void tell() {
    try {
      Snapshot now = look.now();
      boolean changed = !now.equals(told);
      told = now;
      if (changed) {
        silent = 0;
        viewers.forEach(one -> send(one, SseEmitter.event().name("changed").data("")));
      } else if (++silent >= SILENCE) {
        silent = 0;
        viewers.forEach(one -> send(one, SseEmitter.event().comment("")));
      }
    } catch (RuntimeException e) {
      LOG.warn("The console's look has failed: {}", FailureText.of(e));
    }
  }

  private static void send(SseEmitter viewer, SseEmitter.SseEventBuilder event) {
    try {
      viewer.send(event);
    } catch (IOException | IllegalStateException gone) {
      viewer.complete();
    }
  }

  /** Before the web server waits for its requests to end. */
  @EventListener(ContextClosedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  synchronized void close() {
    closed = true;
    Set.copyOf(viewers).forEach(SseEmitter::complete);
  }

  @PreDestroy
  void end() {
    timer.shutdownNow();
  }
}
