package dev.sitedrop.signals.alert;

import dev.sitedrop.delivery.BytesStored;
import dev.sitedrop.delivery.DeliveryEnded;
import dev.sitedrop.procore.ApiCallEnded;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;

/** When a delivery to each destination has got on last, in this copy. */
class Movements {
  private final Map<String, Instant> last = new ConcurrentHashMap<>();

  @EventListener
  void ended(DeliveryEnded ended) {
    moved(ended.delivery().destination());
  }

  @EventListener
  void stored(BytesStored bytes) {
    moved(bytes.destination());
  }

  /** To ask for something again and again is no movement. */
  @EventListener
  void called(ApiCallEnded call) {
    if (call.hasMoved()) {
      moved(call.company().destination());
    }
  }

  private void moved(String destination) {
    last.put(destination, Instant.now());
  }

  /** Since the start; null if none has. */
  Instant of(String destination) {
    return last.get(destination);
  }
}
