package dev.sitedrop.signals;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel's own metrics of routes: how often each ran, how long, and how often it failed. */
@Configuration(proxyBeanMethods = false)
class RouteMeters {

  @Bean
  MicrometerRoutePolicyFactory routeMetrics(MeterRegistry meters) {
    MicrometerRoutePolicyConfiguration wanted = new MicrometerRoutePolicyConfiguration();
    wanted.setContextEnabled(false); // would count what the routes count once more
    wanted.setExternalRedeliveries(false);
    wanted.setFailuresHandled(false);
    wanted.setExchangesSucceeded(false);
    MicrometerRoutePolicyFactory factory = new MicrometerRoutePolicyFactory();
    factory.setMeterRegistry(meters);
    factory.setPolicyConfiguration(wanted);
    return factory;
  }
}
