package dev.sitedrop.signals.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when traces cannot be sent, and when they can again. */
final class ToldExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final SpanExporter exporter;
  private final String host;
  private final AtomicBoolean isAway = new AtomicBoolean();

  /**
   * @param url of which only the host is told: it may hold a secret
   */
  ToldExporter(SpanExporter exporter, String url) {
    this.exporter = exporter;
    this.host = URI.create(url).getHost();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    result.whenComplete(() -> tell(result.isSuccess()));
    return result;
  }

  private void tell(boolean isSent) {
    if (!isSent && isAway.compareAndSet(false, true)) {
      LOG.warn("Traces cannot be sent to {}; those of meanwhile are lost", host);
    } else if (isSent && isAway.compareAndSet(true, false)) {
      LOG.info("Traces are sent to {} again", host);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
