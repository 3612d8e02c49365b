package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.IntakeSettings;
import dev.sitedrop.intake.Settlement;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Target;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Settles drops of a folder in the folder: accepted ones wait in {@code .accepted/<arrival>},
 * delivered ones lie in {@code .delivered/<date>} with their receipt, failed and refused ones in
 * {@code .failed} with the reason. Everything is a rename within the folder, and the file itself is
 * renamed last, so that what a crash leaves undone can be seen and done again.
 */
@Component(FolderSettlement.NAME)
class FolderSettlement implements Settlement {
  static final String NAME = "folderSettlement";
  static final String ACCEPTED = ".accepted";
  private static final String DELIVERED = ".delivered";
  private static final String FAILED = ".failed";
  private static final int LOCKS = 64;

  private final IntakeSettings settings;
  private final Volumes volumes;
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  FolderSettlement(IntakeSettings settings, Volumes volumes) {
    this.settings = settings;
    this.volumes = volumes;
  }

  @Override
  public void accept(Arrival arrival, Target target) throws IOException {
    DropPlace place = volumes.placeOf(FolderOrigin.of(arrival.origin()));
    Path waiting = waiting(place, arrival, target);
    Lock lock = lock(waiting);
    lock.lock();
    try {
      if (!Files.exists(waiting.resolve(place.name()), LinkOption.NOFOLLOW_LINKS)
          && isUnchanged(place, arrival)) {
        RealFolder.create(place.base(), waiting);
        for (Path sidecar : place.sidecarsBeside()) {
          move(sidecar, waiting.resolve(sidecar.getFileName()));
        }
        move(place.path(), waiting.resolve(place.name()));
      }
      if (place.origin().group()) {
        giveBackOthers(place, waiting.resolve(place.name()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** What came into the folder after it was read is no part of the accident log, and goes back. */
  private static void giveBackOthers(DropPlace place, Path accepted) throws IOException {
    if (isFree(accepted)) {
      return;
    }
    Path folder = place.path();
    Set<Path> taken = new HashSet<>();
    place.files().forEach(file -> taken.add(folder.relativize(file)));
    List<Path> others;
    try (Stream<Path> all = Files.walk(accepted)) {
      others =
          all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
              .filter(path -> !taken.contains(accepted.relativize(path)))
              .toList();
    }
    for (Path other : others) {
      Path back = folder.resolve(accepted.relativize(other));
      RealFolder.create(place.base(), back.getParent());
      move(other, FreeName.in(back.getParent(), back.getFileName().toString()));
    }
  }

  /** A file that was replaced since is a drop of its own, and stays. */
  private static boolean isUnchanged(DropPlace place, Arrival arrival) throws IOException {
    List<Fingerprint.Part> parts = new ArrayList<>();
    for (Path file : place.files()) {
      try {
        parts.add(new Fingerprint.Part(file, Stamp.of(Stamp.look(file))));
      } catch (NoSuchFileException gone) {
        return false;
      }
    }
    return Fingerprint.of(parts).equals(arrival.fingerprint());
  }

  @Override
  public void deliver(Arrival arrival, Delivery delivery) throws IOException {
    accept(arrival, delivery.target());
    DropPlace place = volumes.placeOf(FolderOrigin.of(arrival.origin()));
    Path home = place.home(delivery.target());
    Path waiting = waiting(place, arrival, delivery.target());
    if (place.origin().deleted()) {
      FileSystemUtils.deleteRecursively(waiting);
    } else {
      keepWithReceipt(place, home, waiting, arrival, delivery);
    }
    forgetReason(home.resolve(FAILED).resolve(place.origin().path()));
  }

  private void keepWithReceipt(
      DropPlace place, Path home, Path waiting, Arrival arrival, Delivery delivery)
      throws IOException {
    String day = delivery.finishedAt().atZone(settings.timeZone()).toLocalDate().toString();
    Path folder = home.resolve(DELIVERED).resolve(day).resolve(place.parent());
    String receipt = ReceiptFile.of(arrival, delivery, settings.timeZone());
    Lock lock = lock(folder);
    lock.lock();
    try {
      RealFolder.create(place.base(), folder);
      Path kept =
          FreeName.in(
              folder,
              place.name(),
              path -> {
                Path beside = beside(path, ReceiptFile.SUFFIX);
                return ReceiptFile.isFor(beside, arrival) || isFree(path) && isFree(beside);
              });
      write(beside(kept, ReceiptFile.SUFFIX), receipt);
      keep(place, waiting, kept);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fail(Arrival arrival, Delivery delivery) throws IOException {
    accept(arrival, delivery.target());
    DropPlace place = volumes.placeOf(FolderOrigin.of(arrival.origin()));
    setAside(
        place,
        place.home(delivery.target()),
        waiting(place, arrival, delivery.target()),
        ReasonFile.of(place, delivery.isUndecided(), Settlement.reason(arrival, delivery)));
  }

  @Override
  public void refuse(IncomingDrop drop, String reason) throws IOException {
    DropPlace place = volumes.placeOf(FolderOrigin.of(drop.origin()));
    Path folder = place.path().getParent();
    setAside(place, place.home(drop.target()), folder, ReasonFile.of(place, false, reason));
  }

  private void setAside(DropPlace place, Path home, Path from, String reasonText)
      throws IOException {
    Path folder = home.resolve(FAILED).resolve(place.parent());
    Lock lock = lock(folder);
    lock.lock();
    try {
      if (isFree(from.resolve(place.name()))) {
        return; // it was set aside before, or taken away
      }
      RealFolder.create(place.base(), folder);
      Path kept = FreeName.in(folder, place.name());
      write(beside(kept, ReasonFile.SUFFIX), reasonText);
      keep(place, from, kept);
    } finally {
      lock.unlock();
    }
  }

  /** Moves the sidecars, then the file or folder itself, and tidies up behind it. */
  private static void keep(DropPlace place, Path from, Path kept) throws IOException {
    Map<Path, Path> moves = new TreeMap<>();
    for (Path sidecar : place.sidecarsBeside()) {
      String name = sidecar.getFileName().toString();
      String ending = name.substring(place.name().length());
      moves.put(from.resolve(name), beside(kept, ending));
    }
    for (Map.Entry<Path, Path> move : moves.entrySet()) {
      move(move.getKey(), move.getValue());
    }
    move(from.resolve(place.name()), kept);
    if (from.getParent().endsWith(ACCEPTED)) {
      Files.deleteIfExists(from);
    }
  }

  private static void forgetReason(Path failed) throws IOException {
    if (isFree(failed)) {
      Files.deleteIfExists(beside(failed, ReasonFile.SUFFIX));
    }
  }

  private static Path waiting(DropPlace place, Arrival arrival, Target target) {
    return place.home(target).resolve(ACCEPTED).resolve(arrival.id().toString());
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(FreeName.withSuffix(file.getFileName().toString(), suffix));
  }

  private static boolean isFree(Path path) {
    return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void write(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(".writing-" + Thread.currentThread().getId());
    Files.writeString(unfinished, text);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What is not there was moved before. */
  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (!isFree(from)) {
        throw e;
      }
    } catch (FileSystemException e) {
      throw new IOException("cannot move " + from + " to " + to + ": " + e.getReason(), e);
    }
  }

  private Lock lock(Path folder) {
    return locks[Math.floorMod(folder.hashCode(), LOCKS)];
  }
}
