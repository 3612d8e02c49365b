package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.SenderAway;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;

/** The servers of all sources that run: where what came from one of them is settled. */
@Component
public class Volumes {
  /** While sources start, or are exchanged, theirs are missing for a moment. */
  private static final long A_MOMENT = TimeUnit.MINUTES.toNanos(1);

  /** Source files, and the servers that they name, come and go while SiteDrop runs. */
  static final int MOST = 1_000;

  private final List<Volume> running = new CopyOnWriteArrayList<>();
  private final ConcurrentLruCache<String, Long> missingSince =
      new ConcurrentLruCache<>(MOST, server -> System.nanoTime());
  private final ReportedOnce reports = new ReportedOnce();
  private final ReportedOnce denials = new ReportedOnce();

  void add(Volume volume) {
    running.add(volume);
  }

  void remove(Volume volume) {
    running.remove(volume);
  }

  /**
   * @param server as the volume names it; null for this machine's disk
   * @param absolute the place on it
   * @throws SenderAway if no source of this server runs, or none is connected
   */
  Path path(String server, String absolute) throws SenderAway {
    if (server == null) {
      return Path.of(absolute);
    }
    SenderAway away = null;
    for (Volume volume : running) {
      if (server.equals(volume.server())) {
        try {
          Path path = volume.path(absolute);
          missingSince.remove(server);
          return path;
        } catch (SenderAway e) {
          away = e;
        }
      }
    }
    if (away != null) {
      throw away;
    }
    long since = missingSince.get(server);
    if (System.nanoTime() - since > A_MOMENT) {
      reports.warn(
          server,
          "No source of {} runs any more, but files of it are not settled yet: they stay there as"
              + " they are until a source file names this server and user again",
          Shown.of(server));
    }
    throw new SenderAway("no source of " + server + " runs");
  }

  /** How many missing servers it remembers. */
  int remembered() {
    return missingSince.size();
  }

  /** Tells that a place does not let us write, and that nothing is lost or doubled by it. */
  SenderAway denied(String place, AccessDeniedException denial) {
    denials.warn(
        place,
        "{} does not let SiteDrop move or write {}. What is taken from there is delivered, each file"
            + " once, but stays where it is, without receipt or reason, until its user may write"
            + " there. It is tried again, at growing intervals",
        Shown.of(place),
        Shown.of(denial.getFile()));
    return new SenderAway(place + " does not let us write");
  }

  /**
   * The same of a place that is full, read-only, or fails in another way. What is refused is told
   * by its own line.
   *
   * @param file the first that it was tried with
   * @param isRefused whether that is to be set aside, and not delivered
   */
  SenderAway unwritable(String place, String file, String why, boolean isRefused) {
    if (!isRefused) {
      denials.warn(
          List.of(place, why),
          "{} cannot be written to now ({}). What is taken from there is delivered, each file once,"
              + " but stays where it is, without receipt or reason, until it can. It is tried again,"
              + " at growing intervals. The first is {}",
          Shown.of(place),
          Shown.of(why),
          Shown.of(file));
    }
    return new SenderAway(place + " cannot be written to: " + why);
  }
}
