package dev.sitedrop.signals.trace;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code traces.*}; their defaults are the variables that OpenTelemetry has for them.
 *
 * @param endpoint where traces are sent to, with its path: {@code
 *     OTEL_EXPORTER_OTLP_TRACES_ENDPOINT}
 * @param collector the same without a path, if no endpoint is said: {@code
 *     OTEL_EXPORTER_OTLP_ENDPOINT}
 * @param headers sent along, as {@code name=value}; they may hold a secret: {@code
 *     OTEL_EXPORTER_OTLP_HEADERS}
 * @param serviceName what this is called there: {@code OTEL_SERVICE_NAME}
 */
@ConfigurationProperties("traces")
public record TraceSettings(
    @DefaultValue("") String endpoint,
    @DefaultValue("") String collector,
    @DefaultValue List<String> headers,
    @DefaultValue("sitedrop") String serviceName) {
  private static final String PATH = "/v1/traces";

  String url() {
    return endpoint.isBlank() ? collector.strip().replaceAll("/+$", "") + PATH : endpoint.strip();
  }

  /** By name, as OpenTelemetry writes them. */
  Map<String, String> headersByName() {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String header : headers) {
      int equals = header.indexOf('=');
      if (equals > 0) {
        byName.put(
            header.substring(0, equals).strip(), decoded(header.substring(equals + 1).strip()));
      }
    }
    return byName;
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "TraceSettings[" + serviceName + "]";
  }
}
