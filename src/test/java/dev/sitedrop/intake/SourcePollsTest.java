package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.health.Status;

class SourcePollsTest {
  private final CamelContext camel = new DefaultCamelContext();
  private final Semaphore mayHandIn = new Semaphore(0);
  private final AtomicBoolean ends = new AtomicBoolean();
  private final SourcePolls polls =
      new SourcePolls(
          new StaticListableBeanFactory(Map.of("camel", camel)).getBeanProvider(CamelContext.class),
          Duration.ofMillis(500));

  /** A source that hands in one drop each time it may, within one look. */
  private final class Slow extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          ScheduledPollConsumer consumer =
              new ScheduledPollConsumer(this, processor) {
                @Override
                protected int poll() throws Exception {
                  while (!ends.get()) {
                    mayHandIn.acquire();
                    Exchange exchange = createExchange(true);
                    getProcessor().process(exchange);
                  }
                  return 0;
                }
              };
          consumer.setInitialDelay(0);
          return consumer;
        }
      };
    }
  }

  @BeforeEach
  void start() throws Exception {
    camel.addComponent("slow", new Slow());
    camel.addRoutePolicyFactory(polls);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("slow:here").routeId("intake-slow").to("log:seen?level=OFF");
          }
        });
    camel.start();
  }

  @AfterEach
  void stop() {
    ends.set(true);
    mayHandIn.release(1000);
    camel.stop();
  }

  private boolean isAlive() {
    return polls.health().getStatus().equals(Status.UP);
  }

  @Test
  void aLookThatNeitherEndsNorHandsAnythingInIsDead() {
    assertThat(isAlive()).isTrue();

    await().until(() -> !isAlive());
    assertThat(polls.hanging()).containsExactly("intake-slow");
  }

  @Test
  void aLongLookThatHandsSomethingInIsAlive() {
    await().until(() -> !isAlive());

    mayHandIn.release();

    await().until(this::isAlive);
  }

  @Test
  void aLookThatEndsIsAlive() {
    await().until(() -> !isAlive());

    ends.set(true);
    mayHandIn.release();

    await().until(this::isAlive);
  }

  @Test
  void aRouteThatIsRemovedIsForgotten() throws Exception {
    mayHandIn.release();
    await().until(() -> polls.remembered() == 1);

    ends.set(true);
    mayHandIn.release(1000);
    camel.getRouteController().stopRoute("intake-slow");
    camel.removeRoute("intake-slow");

    assertThat(polls.remembered()).isZero();
  }
}
