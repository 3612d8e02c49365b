package dev.sitedrop.console.delivery;

import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.console.ConsoleSettings;
import dev.sitedrop.intake.folder.DeliveredFiles;
import dev.sitedrop.intake.heic.HeicViewer;
import dev.sitedrop.intake.heic.NotConverted;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes small pictures of what the spool still has, or a folder keeps of what was delivered, one at
 * a time, and keeps the last ones: each takes a processor, and memory, and a HEIC photo a program
 * of its own.
 */
@Component
class Thumbnails {
  private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);
  private static final Set<String> HEIC = Set.of("image/heic", "image/heif");

  /** In bytes: no phone makes larger ones. */
  private static final long LARGEST_HEIC = 64_000_000;

  /** So many are remembered; each has 20 kB or so, those that cannot be made have none. */
  private static final int REMEMBERED = 200;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Spool spool;
  private final DeliveredFiles delivered;
  private final HeicViewer heic;
  private final boolean showsHeic;
  private final Semaphore turn = new Semaphore(1, true);

  /** By its hash; empty for what cannot be made, which costs as much and would each time. */
  private final Map<String, Optional<byte[]>> made =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<byte[]>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Thumbnails(Spool spool, DeliveredFiles delivered, HeicViewer heic, ConsoleSettings settings) {
    this.spool = spool;
    this.delivered = delivered;
    this.heic = heic;
    this.showsHeic = settings.heicThumbnails();
  }

  /** Whether one of this file is tried at all. */
  boolean isPossible(Delivery delivery, Attachment file) {
    return isPossible(file.contentType(), file.size())
        && (!delivery.isDelivered() || delivered.find(delivery, file).isPresent());
  }

  private boolean isPossible(String contentType, long size) {
    return HEIC.contains(contentType)
        ? showsHeic && size <= LARGEST_HEIC && heic.mayWork()
        : Thumbnail.isPossible(contentType, size);
  }

  /**
   * A small JPEG.
   *
   * @return empty if there is none, or none now
   */
  Optional<byte[]> of(Delivery delivery, Attachment file) {
    try {
      if (!turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      Optional<byte[]> known = made.get(file.sha256());
      return known != null ? known : make(delivery, file);
    } finally {
      turn.release();
    }
  }

  private Optional<byte[]> make(Delivery delivery, Attachment file) {
    try (Scratch scratch = spool.openScratch()) {
      Path bytes =
          delivery.isDelivered()
              ? delivered
                  .find(delivery, file)
                  .orElseThrow(() -> new NoSuchFileException(file.name()))
              : spool.fileOf(file.spoolKey(), scratch);
      Optional<byte[]> picture = picture(file, bytes, scratch);
      made.put(file.sha256(), picture);
      return picture;
    } catch (IOException away) {
      LOG.debug("No thumbnail of {} now", file.spoolKey(), away);
      return Optional.empty();
    }
  }

  private Optional<byte[]> picture(Attachment file, Path bytes, Scratch scratch)
      throws IOException {
    Path jpeg = bytes;
    String type = file.contentType();
    if (HEIC.contains(type)) {
      try {
        jpeg = heic.convert(bytes, Files.createDirectory(scratch.path().resolve("heic")));
      } catch (NotConverted e) {
        LOG.debug("No thumbnail of {}", file.spoolKey(), e);
        return Optional.empty();
      }
      type = "image/jpeg";
    }
    try {
      return Thumbnail.of(jpeg, type);
    } catch (IOException broken) {
      LOG.debug("No thumbnail of {}", file.spoolKey(), broken);
      return Optional.empty();
    }
  }
}
