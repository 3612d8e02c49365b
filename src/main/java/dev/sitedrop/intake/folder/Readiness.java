package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.SenderAway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a drop is complete: its writers have ended, and it has what its formats ask for. */
final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** It is refused in any case: only its writer can have a reason to wait. */
  private static final Duration EMPTY_GRACE = Duration.ofSeconds(10);

  private final InboxEndpoint inbox;
  private final ReportedOnce reports;
  private Path root;
  private Set<Path> openForWriting;

  Readiness(InboxEndpoint inbox, ReportedOnce reports) {
    this.inbox = inbox;
    this.reports = reports;
  }

  /** What was open for writing at the last look may be closed now. */
  void startLook(Path folder) {
    root = folder;
    openForWriting = null;
  }

  /** What one file holds must not hold back the others, whatever it makes a reader do. */
  boolean isReached(FoundDrop drop, Duration still) {
    try {
      return isReady(drop, still);
    } catch (RuntimeException e) {
      reports.warn(
          drop.path(),
          "Cannot look into {} ({})",
          Shown.of(drop.path().toString()),
          Shown.of(e.toString()));
      return still.compareTo(inbox.incompleteGrace()) >= 0;
    }
  }

  private boolean isReady(FoundDrop drop, Duration still) {
    Duration wait =
        switch (drop.ready()) {
          case STILL -> inbox.settleTime();
          case WITHOUT_SIDECAR -> longer(inbox.settleTime(), inbox.sidecarGrace());
          case GROUP -> inbox.settleTime().multipliedBy(2);
          case LACKING -> inbox.lackingGrace();
        };
    return still.compareTo(wait) >= 0
        && isClosed(drop)
        && (isTakenAsItIs(drop, still) || hasItsEnds(drop));
  }

  /** Nobody has gone on with it for so long that nobody will. */
  private boolean isTakenAsItIs(FoundDrop drop, Duration still) {
    if (drop.files().stream().anyMatch(FoundFile::isEmpty)) {
      return still.compareTo(shorter(EMPTY_GRACE, inbox.incompleteGrace())) >= 0;
    }
    boolean isTaken = still.compareTo(inbox.incompleteGrace()) >= 0;
    if (isTaken && Listing.isLocal(root) && !hasItsEnds(drop)) { // on a server it costs a login
      LOG.warn(
          "Without its end: {} seems to be cut off, and is taken in as it is, for nothing was added"
              + " for {} s. If it is cut off, put it in again as a whole",
          Shown.of(drop.path().toString()),
          still.toSeconds());
    }
    return isTaken;
  }

  private boolean isClosed(FoundDrop drop) {
    if (openForWriting == null) {
      openForWriting = OpenForWriting.below(root);
    }
    return openForWriting.isEmpty()
        || drop.files().stream().noneMatch(file -> openForWriting.contains(file.path()))
            && drop.sidecars().stream().noneMatch(file -> openForWriting.contains(file.path()));
  }

  private boolean hasItsEnds(FoundDrop drop) {
    for (FoundFile file : drop.files()) {
      try {
        if (!FileEnding.isThere(file.path())) {
          return false;
        }
        reports.clear(file.path());
      } catch (SenderAway told) {
        return false;
      } catch (IOException e) {
        reports.warn(
            file.path(),
            "Cannot read {} ({})",
            Shown.of(file.path().toString()),
            Shown.of(e.toString()));
        return false;
      }
    }
    return true;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
