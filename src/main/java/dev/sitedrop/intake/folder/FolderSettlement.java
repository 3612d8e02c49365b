package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.GivenBack;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.ProjectId;
import dev.sitedrop.intake.Settlement;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Settles drops of a folder in the folder: accepted ones wait in {@code .accepted/<arrival>},
 * delivered ones lie in {@code .delivered/<date>} with their receipt, failed and refused ones in
 * {@code .failed} with the reason; or in folders of these names without a dot. Everything is a
 * rename within the folder, and the file itself is renamed last, so that what a crash leaves undone
 * can be seen and done again.
 */
@Component(FolderSettlement.NAME)
class FolderSettlement implements Settlement {
  static final String NAME = "folderSettlement";
  private static final int LOCKS = 64;

  private final IntakeSettings settings;
  private final FolderNames names;
  private final Volumes volumes;
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  FolderSettlement(IntakeSettings settings, FolderSettings folders, Volumes volumes) {
    this.names = folders.folders();
    this.volumes = volumes;
    this.settings = settings;
  }

  /** What is done where a drop came from. */
  private interface Work {
    void at(Whereabouts origin) throws IOException;
  }

  /** That a folder or server cannot be written to is the same for all its files, and told once. */
  private void at(String origin, Work work) throws IOException {
    at(origin, false, work);
  }

  private void at(String origin, boolean isRefused, Work work) throws IOException {
    Whereabouts found = Whereabouts.of(origin, volumes);
    try {
      work.at(found);
    } catch (AccessDeniedException e) {
      throw volumes.denied(found.place(), e);
    } catch (SenderAway told) {
      throw told;
    } catch (FileSystemException e) {
      String why = e.getReason() == null ? FailureText.of(e) : e.getReason();
      throw volumes.unwritable(found.place(), found.name(), why, isRefused);
    } catch (IOException e) {
      throw volumes.unwritable(found.place(), found.name(), FailureText.of(e), isRefused);
    }
  }

  @Override
  public void accept(Arrival arrival, Target target) throws IOException {
    at(arrival.origin(), origin -> accept(origin, arrival, target));
  }

  private void accept(Whereabouts origin, Arrival arrival, Target target) throws IOException {
    Path waiting = waiting(origin, arrival, target);
    Lock lock = lock(waiting);
    lock.lock();
    try {
      new Acceptance(origin, arrival, waiting).from(origin.home(target).resolve(names.failed()));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void deliver(Arrival arrival, Delivery delivery) throws IOException {
    at(arrival.origin(), origin -> deliver(origin, arrival, delivery));
  }

  private void deliver(Whereabouts origin, Arrival arrival, Delivery delivery) throws IOException {
    accept(origin, arrival, delivery.target());
    Path home = origin.home(delivery.target());
    if (origin.origin().deletes()) {
      Moves.delete(waiting(origin, arrival, delivery.target()));
    } else {
      keepDelivered(origin, arrival, delivery);
    }
    forgetReason(home.resolve(names.failed()).resolve(origin.origin().path()));
  }

  private void keepDelivered(Whereabouts origin, Arrival arrival, Delivery delivery)
      throws IOException {
    Path folder = delivered(origin, delivery, names, settings.timeZone());
    Path waiting = waiting(origin, arrival, delivery.target());
    String receipt = ReceiptFile.of(arrival, delivery, settings.timeZone());
    Lock lock = lock(folder);
    lock.lock();
    try {
      if (Moves.isFree(waiting.resolve(origin.name()))) {
        writeReceipt(RealFolder.create(origin.base(), folder), origin.name(), arrival, receipt);
        return;
      }
      keep(
          origin,
          waiting,
          folder,
          ReceiptFile.SUFFIX,
          receipt,
          beside -> ReceiptFile.isFor(beside, arrival));
    } finally {
      lock.unlock();
    }
  }

  /** It was kept before, or taken away: what became of it is told all the same. */
  private static void writeReceipt(Path folder, String name, Arrival arrival, String receipt)
      throws IOException {
    Path kept =
        FreeName.in(
            folder,
            name,
            path -> {
              Path beside = beside(path, ReceiptFile.SUFFIX);
              return ReceiptFile.isFor(beside, arrival)
                  || Moves.isFree(path) && Moves.isFree(beside);
            });
    Moves.write(beside(kept, ReceiptFile.SUFFIX), receipt);
  }

  @Override
  public void fail(Arrival arrival, Delivery delivery) throws IOException {
    at(
        arrival.origin(),
        origin -> {
          accept(origin, arrival, delivery.target());
          setAside(
              origin,
              origin.home(delivery.target()),
              waiting(origin, arrival, delivery.target()),
              ReasonFile.of(origin, delivery, Settlement.reason(arrival, delivery), arrival.id()),
              arrival.id());
        });
  }

  @Override
  public GivenBack refuse(IncomingDrop drop, String reason) throws IOException {
    UUID reference = UUID.nameUUIDFromBytes(drop.fingerprint().getBytes(StandardCharsets.UTF_8));
    String told = FolderOrigin.of(drop.origin()).told(reason);
    StringBuilder whereabouts = new StringBuilder();
    at(
        drop.origin(),
        true,
        origin -> {
          setAside(
              origin,
              origin.home(drop.target()),
              origin.itself().getParent(),
              ReasonFile.ofRefused(origin, ProjectId.isOne(drop.project()), told, reference),
              reference);
          whereabouts.append(whereabouts(origin, origin.home(drop.target())));
        });
    return new GivenBack(told, whereabouts.toString());
  }

  private String whereabouts(Whereabouts origin, Path home) {
    String server = origin.origin().server();
    return "It is in "
        + home.resolve(names.failed()).resolve(origin.parent())
        + (server == null ? "" : " on " + server)
        + ", with the reason beside it.";
  }

  private void setAside(Whereabouts origin, Path home, Path from, String reasonText, UUID reference)
      throws IOException {
    Path folder = home.resolve(names.failed()).resolve(origin.parent());
    Lock lock = lock(folder);
    lock.lock();
    try {
      if (Moves.isFree(from.resolve(origin.name()))) {
        return; // it was set aside before, or taken away
      }
      keep(
          origin,
          from,
          folder,
          ReasonFile.SUFFIX,
          reasonText,
          beside -> ReasonFile.isFor(beside, reference));
    } finally {
      lock.unlock();
    }
  }

  /** Moves the sidecars, then the file or folder itself, and tidies up behind it. */
  private void keep(
      Whereabouts origin,
      Path from,
      Path folder,
      String suffix,
      String text,
      Reservation.Owner owner)
      throws IOException {
    Path itself = from.resolve(origin.name());
    RealFolder.create(origin.base(), folder);
    Reservation kept = Reservation.of(folder, origin.name(), itself, suffix, owner);
    kept.write(text);
    Map<Path, Path> moves = new TreeMap<>();
    for (Path sidecar : origin.sidecars()) {
      String name = sidecar.getFileName().toString();
      moves.put(from.resolve(name), origin.beside(kept.path(), name));
    }
    for (Map.Entry<Path, Path> move : moves.entrySet()) {
      Moves.moveBeside(move.getKey(), move.getValue());
    }
    kept.fill(itself);
    if (from.getParent().endsWith(names.accepted())) {
      Files.deleteIfExists(from);
    }
  }

  private static void forgetReason(Path failed) throws IOException {
    if (Moves.isFree(failed)) {
      Files.deleteIfExists(beside(failed, ReasonFile.SUFFIX));
    }
  }

  /** The folder of what was delivered on that day. */
  static Path delivered(Whereabouts origin, Delivery delivery, FolderNames names, ZoneId zone) {
    String day = delivery.finishedAt().atZone(zone).toLocalDate().toString();
    return origin
        .home(delivery.target())
        .resolve(names.delivered())
        .resolve(day)
        .resolve(origin.parent());
  }

  private Path waiting(Whereabouts origin, Arrival arrival, Target target) {
    return origin.home(target).resolve(names.accepted()).resolve(arrival.id().toString());
  }

  static Path beside(Path file, String suffix) {
    return file.resolveSibling(FreeName.withSuffix(file.getFileName().toString(), suffix));
  }

  private Lock lock(Path folder) {
    return locks[Math.floorMod(folder.hashCode(), LOCKS)];
  }
}
