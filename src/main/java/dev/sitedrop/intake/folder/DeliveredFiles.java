package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.ArrivalLedger;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what was delivered where its folder keeps it, as long as it lies there as it was. */
@Component
public class DeliveredFiles {
  /** So many files of one name on one day are looked through; each has a receipt to read. */
  private static final int NAMESAKES = 20;

  private final ArrivalLedger arrivals;
  private final IntakeSettings settings;
  private final FolderNames names;

  DeliveredFiles(ArrivalLedger arrivals, IntakeSettings settings, FolderSettings folders) {
    this.names = folders.folders();
    this.arrivals = arrivals;
    this.settings = settings;
  }

  /**
   * A file of a delivery on this machine's disk, to be read only.
   *
   * @return empty if its source keeps none, keeps it on a server, or somebody has taken it away or
   *     put another in its place
   */
  public Optional<Path> find(Delivery delivery, Attachment file) {
    return arrivals.ofDelivery(delivery.id()).stream()
        .filter(arrival -> arrival.settlement().equals(FolderSettlement.NAME))
        .flatMap(arrival -> find(arrival, delivery, file).stream())
        .findFirst();
  }

  private Optional<Path> find(Arrival arrival, Delivery delivery, Attachment file) {
    FolderOrigin origin = FolderOrigin.of(arrival.origin());
    if (origin.server() != null || origin.deletes() || file.position() >= origin.files().size()) {
      return Optional.empty();
    }
    Whereabouts found = new Whereabouts(origin, Path.of(origin.base()));
    Path folder = FolderSettlement.delivered(found, delivery, names, settings.timeZone());
    try {
      return kept(folder, found.name(), arrival)
          .map(kept -> within(kept, found, file))
          .filter(path -> isReal(found.base(), path, file.size()));
    } catch (IOException cannotTell) {
      return Optional.empty();
    }
  }

  /** By its receipt: others of that day may have been called the same. */
  private static Optional<Path> kept(Path folder, String name, Arrival arrival) throws IOException {
    int[] left = {NAMESAKES};
    Path last =
        FreeName.in(
            folder,
            name,
            path ->
                ReceiptFile.isFor(FolderSettlement.beside(path, ReceiptFile.SUFFIX), arrival)
                    || --left[0] == 0);
    return left[0] == 0 ? Optional.empty() : Optional.of(last);
  }

  private static Path within(Path kept, Whereabouts origin, Attachment file) {
    return origin.isGroup()
        ? kept.resolve(
            origin
                .itself()
                .relativize(origin.base().resolve(origin.origin().files().get(file.position()))))
        : kept;
  }

  /** Whoever may drop files may also plant a link there. */
  private static boolean isReal(Path base, Path file, long size) {
    try {
      Path path = base;
      for (Path name : base.relativize(file)) {
        path = path.resolve(name);
        if (Listing.look(path).isSymbolicLink()) {
          return false;
        }
      }
      return Listing.look(file).isRegularFile() && Listing.look(file).size() == size;
    } catch (IOException gone) {
      return false;
    }
  }
}
