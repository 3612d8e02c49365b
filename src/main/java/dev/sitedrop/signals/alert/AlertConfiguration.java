package dev.sitedrop.signals.alert;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.intake.SourceLooks;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.status.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Alerts, on a thread of their own: whoever does not take them holds nobody else up. */
@Configuration(proxyBeanMethods = false)
@Conditional(AlertsWanted.class)
class AlertConfiguration implements DisposableBean {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final ScheduledExecutorService thread =
      new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("alerts-"));

  @Bean
  Movements movements() {
    return new Movements();
  }

  @Bean
  Alerting alerting(
      AlertSettings settings,
      JdbcClient jdbc,
      Companies companies,
      Movements movements,
      SourceLooks looks,
      Status status,
      ObjectMapper json,
      MeterRegistry meters) {
    List<Channel> channels = new ArrayList<>();
    if (!settings.webhook().isEmpty()) {
      channels.add(new Webhook(URI.create(settings.webhook()), json));
    }
    if (!settings.mailTo().isEmpty()) {
      channels.add(new AlertMail(settings.mailTo(), settings.smtp()));
    }
    AlertLedger ledger = new AlertLedger(jdbc);
    Messengers messengers = new Messengers(channels, meters);
    return new Alerting(
        ledger,
        companies,
        movements,
        new SourceAlerts(ledger, looks, messengers, settings),
        new TroubleAlerts(ledger, status, messengers, settings),
        status,
        messengers,
        settings);
  }

  @EventListener
  void begin(ApplicationReadyEvent ready) {
    AlertSettings settings = ready.getApplicationContext().getBean(AlertSettings.class);
    Alerting alerting = ready.getApplicationContext().getBean(Alerting.class);
    long period = Math.min(LOOK.toMillis(), settings.atMostEvery().toMillis());
    thread.scheduleWithFixedDelay(alerting::look, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public void destroy() {
    thread.shutdownNow();
  }
}
