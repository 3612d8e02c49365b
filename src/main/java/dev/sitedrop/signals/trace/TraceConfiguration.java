package dev.sitedrop.signals.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * Traces, if there is somebody to take them: OTLP over HTTP. They are sent by a thread of their
 * own, and thrown away when nobody takes them.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(TracesWanted.class)
class TraceConfiguration {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  @Bean(destroyMethod = "close")
  SdkTracerProvider traces(TraceSettings settings) {
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.url())
            .setConnectTimeout(ANSWER)
            .setTimeout(ANSWER);
    settings.headersByName().forEach(exporter::addHeader);
    return SdkTracerProvider.builder()
        .setIdGenerator(new DeliveryTrace())
        .setResource(
            Resource.getDefault()
                .merge(
                    Resource.create(
                        Attributes.of(
                            AttributeKey.stringKey("service.name"), settings.serviceName()))))
        .addSpanProcessor(
            BatchSpanProcessor.builder(new ToldExporter(exporter.build(), settings.url())).build())
        .build();
  }

  @Bean
  Tracer tracer(SdkTracerProvider traces) {
    return traces.get("sitedrop");
  }

  @Bean
  StepSpans stepSpans(Tracer tracer) {
    return new StepSpans(tracer);
  }

  @Bean
  FirstSpans firstSpans(Tracer tracer) {
    return new FirstSpans(tracer);
  }
}
