package dev.sitedrop.status;

import dev.sitedrop.claim.SpoolPlace;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Tells when there is hardly any space left where SiteDrop keeps ledger and spool. */
@Component
class Disks {
  private final Set<Path> places = new LinkedHashSet<>();
  private final DataSize atLeast;
  private final Clock clock;
  private final Map<Path, Instant> fullSince = new ConcurrentHashMap<>();

  /**
   * @param atLeast the same bound as that of {@code diskSpace} in the health
   */
  Disks(
      @Value("${sitedrop.home}") Path home,
      @Value("${sitedrop.spool}") String spool,
      @Value("${management.health.diskspace.threshold:10MB}") DataSize atLeast,
      Clock clock) {
    this.atLeast = atLeast;
    this.clock = clock;
    places.add(home.toAbsolutePath());
    if (SpoolPlace.of(spool) instanceof SpoolPlace.Folder folder) {
      places.add(folder.path().toAbsolutePath());
    }
  }

  /** One for each disk, however many of the places lie on it. */
  List<Trouble> troubles() {
    Map<FileStore, Trouble> found = new LinkedHashMap<>();
    for (Path place : places) {
      try {
        FileStore disk = Files.getFileStore(place);
        trouble(place, disk.getUsableSpace()).ifPresent(one -> found.putIfAbsent(disk, one));
      } catch (IOException e) {
        // whoever writes there says so
      }
    }
    return List.copyOf(found.values());
  }

  private Optional<Trouble> trouble(Path place, long free) {
    if (free >= atLeast.toBytes()) {
      fullSince.remove(place);
      return Optional.empty();
    }
    return Optional.of(
        new Trouble(
            Trouble.Kind.DISK,
            place.toString(),
            "The disk of " + place + " is full: " + free / 1024 + " kB are left.",
            fullSince.computeIfAbsent(place, first -> clock.instant()),
            null,
            0,
            "Free some space there. Files wait at their senders meanwhile, and nothing is lost."));
  }
}
