package dev.sitedrop.console.delivery;

import dev.sitedrop.console.page.ConsolePage;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.DeliveryLedger;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Small pictures of what was or shall be delivered. */
@ConsolePage
class ThumbnailPage {
  /** A sign in place of what cannot be shown: a browser's own says that something is broken. */
  private static final URI NONE = URI.create("/console/no-picture.svg");

  private final DeliveryLedger deliveries;
  private final Thumbnails thumbnails;

  ThumbnailPage(DeliveryLedger deliveries, Thumbnails thumbnails) {
    this.deliveries = deliveries;
    this.thumbnails = thumbnails;
  }

  @GetMapping("/deliveries/{id}/files/{position}/thumbnail")
  ResponseEntity<byte[]> thumbnail(@PathVariable UUID id, @PathVariable int position) {
    Optional<Delivery> delivery = deliveries.find(id);
    Optional<Attachment> file =
        delivery
            .map(Delivery::attachments)
            .filter(files -> position >= 0 && position < files.size())
            .map(files -> files.get(position))
            .filter(one -> thumbnails.isPossible(delivery.get(), one));
    if (file.isEmpty()) {
      return ResponseEntity.notFound().build();
    }
    return thumbnails
        .of(delivery.get(), file.get())
        .map(
            jpeg ->
                ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_JPEG)
                    .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                    .body(jpeg))
        .orElseGet(
            () ->
                ResponseEntity.status(HttpStatus.FOUND)
                    .location(NONE)
                    .cacheControl(CacheControl.noStore())
                    .build());
  }
}
