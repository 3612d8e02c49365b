package dev.sitedrop.delivery;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Shared by the files of more than one segment; the others are put by their own worker. */
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService storagePuts(DeliverySettings settings) {
    return Executors.newFixedThreadPool(
        settings.parallelSegments(), new CustomizableThreadFactory("storage-put-"));
  }
}
