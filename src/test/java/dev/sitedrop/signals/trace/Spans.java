package dev.sitedrop.signals.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sitedrop.signals.Receiver;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The spans that a collector was sent. */
final class Spans {
  private Spans() {}

  /** Those of a delivery, by its id. */
  static List<Span> of(Receiver collector, String delivery) {
    String trace = delivery.replace("-", "");
    return all(collector).filter(span -> hex(span.getTraceId()).equals(trace)).toList();
  }

  static List<Span> named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).toList();
  }

  private static Stream<Span> all(Receiver collector) {
    return collector.bodies().stream()
        .map(Spans::parsed)
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream());
  }

  private static ExportTraceServiceRequest parsed(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
