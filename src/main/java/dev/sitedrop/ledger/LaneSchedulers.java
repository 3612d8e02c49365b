package dev.sitedrop.ledger;

import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/**
 * Who runs the due deliveries of each lane: for the main one the scheduler that Spring Boot makes,
 * for each other one more like it. All know the same task, so that each can revive what a dead
 * process had picked; which rows a scheduler fetches is decided by {@link LanePick}.
 */
@Component
class LaneSchedulers {
  private final Map<String, Scheduler> ofLanes = new HashMap<>();
  private final Scheduler main;

  LaneSchedulers(
      Scheduler main,
      Lanes lanes,
      DbSchedulerProperties settings,
      DbSchedulerCustomizer customizer,
      ScheduleHealth health,
      DataSource dataSource,
      List<Task<?>> tasks,
      JdbcClient jdbc) {
    this.main = main;
    moveIntoMain(lanes, jdbc);
    for (String lane : lanes.all()) {
      if (lane.equals(Lanes.MAIN)) {
        continue;
      }
      SchedulerBuilder like =
          Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), tasks)
              .threads(Lanes.workers(lane, settings.getThreads()))
              .pollingInterval(settings.getPollingInterval())
              .heartbeatInterval(settings.getHeartbeatInterval())
              .missedHeartbeatsLimit(settings.getMissedHeartbeatsLimit())
              .deleteUnresolvedAfter(settings.getDeleteUnresolvedAfter())
              .shutdownMaxWait(settings.getShutdownMaxWait())
              .failureLogging(
                  settings.getFailureLoggerLevel(), settings.isFailureLoggerLogStackTrace())
              .schedulerName(new SchedulerName.Fixed(name(settings, lane)))
              .addSchedulerListener(health.of(lane))
              .enablePriority();
      if (settings.isImmediateExecutionEnabled()) {
        like.enableImmediateExecution();
      }
      double low = settings.getPollingStrategyLowerLimitFractionOfThreads();
      double high = settings.getPollingStrategyUpperLimitFractionOfThreads();
      if (settings.getPollingStrategy() == PollingStrategyConfig.Type.LOCK_AND_FETCH) {
        like.pollUsingLockAndFetch(low, high);
      } else {
        like.pollUsingFetchAndLockOnExecute(low, high);
      }
      customizer
          .jdbcCustomization()
          .map(ofMain -> of(lane, ofMain))
          .ifPresent(like::jdbcCustomization);
      ofLanes.put(lane, like.build());
    }
  }

  private static JdbcCustomization of(String lane, JdbcCustomization ofMain) {
    if (ofMain instanceof LanePick pick) {
      return pick.of(lane);
    }
    throw new IllegalStateException("lanes need a pick that knows them");
  }

  private static String name(DbSchedulerProperties settings, String lane) {
    String name = settings.getSchedulerName() == null ? "sitedrop" : settings.getSchedulerName();
    return name + (lane.startsWith("-") ? "" : "-") + lane;
  }

  /**
   * What waits for a company that the settings do not have any more is told so in the main lane.
   */
  private static void moveIntoMain(Lanes lanes, JdbcClient jdbc) {
    jdbc.sql("update scheduled_tasks set lane = '' where lane not in (:lanes)")
        .param("lanes", lanes.all())
        .update();
  }

  Scheduler of(String lane) {
    return ofLanes.getOrDefault(lane, main);
  }

  @EventListener(ApplicationStartedEvent.class)
  void start() {
    ofLanes.values().forEach(Scheduler::start);
  }

  private Stream<Scheduler> all() {
    return Stream.concat(Stream.of(main), ofLanes.values().stream());
  }

  /** Nothing new begins; what is under way goes on. */
  void pause() {
    all().forEach(Scheduler::pause);
  }

  void resume() {
    all().forEach(Scheduler::resume);
  }

  /**
   * Stops all before anything else stops, while the routes still run: what is in flight finishes or
   * stays due, and nothing new begins. All at once, for each waits for what it has under way.
   */
  @EventListener(ContextClosedEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void stop() throws InterruptedException {
    List<Thread> stops = all().map(one -> new Thread(one::stop, "stop-lane")).toList();
    stops.forEach(Thread::start);
    for (Thread stop : stops) {
      stop.join();
    }
  }
}
