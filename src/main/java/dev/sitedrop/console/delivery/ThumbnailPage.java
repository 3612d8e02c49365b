package dev.sitedrop.console.delivery;

import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.console.page.ConsolePage;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Small pictures of what the spool still has. */
@ConsolePage
class ThumbnailPage {
  private static final Logger LOG = LoggerFactory.getLogger(ThumbnailPage.class);

  /** At once: each takes a processor, and memory. */
  private static final int PARALLEL = 1;

  private static final int REMEMBERED = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DeliveryLedger deliveries;
  private final Spool spool;
  private final Semaphore turns = new Semaphore(PARALLEL, true);

  /** By its hash: what cannot be read costs as much as what can, and would each time. */
  private final Map<String, Boolean> unreadable =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  ThumbnailPage(DeliveryLedger deliveries, Spool spool) {
    this.deliveries = deliveries;
    this.spool = spool;
  }

  @GetMapping("/deliveries/{id}/files/{position}/thumbnail")
  ResponseEntity<byte[]> thumbnail(@PathVariable UUID id, @PathVariable int position) {
    return deliveries
        .find(id)
        .filter(delivery -> !delivery.isDelivered())
        .map(Delivery::attachments)
        .filter(files -> position >= 0 && position < files.size())
        .map(files -> files.get(position))
        .filter(file -> Thumbnail.isPossible(file.contentType(), file.size()))
        .flatMap(this::made)
        .map(
            jpeg ->
                ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_JPEG)
                    .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                    .body(jpeg))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  private Optional<byte[]> made(Attachment file) {
    if (unreadable.containsKey(file.sha256())) {
      return Optional.empty();
    }
    try {
      if (!turns.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try (Scratch scratch = spool.openScratch()) {
      return Thumbnail.of(spool.fileOf(file.spoolKey(), scratch), file.contentType());
    } catch (IOException e) {
      LOG.debug("No thumbnail of {}", file.spoolKey(), e);
      unreadable.put(file.sha256(), true);
      return Optional.empty();
    } finally {
      turns.release();
    }
  }
}
