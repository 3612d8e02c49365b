package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Whether a drop is complete: its writers have ended, and it has what its formats ask for. */
final class Readiness {
  /** It is refused in any case: only its writer can have a reason to wait. */
  private static final Duration EMPTY_GRACE = Duration.ofSeconds(10);

  /** Looking into a file of a server costs round trips, and it is looked for again and again. */
  private static final int REMEMBERED = 1000;

  private final InboxEndpoint inbox;
  private final ReportedOnce reports;
  private final Map<FoundFile, Boolean> seenOnServer =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FoundFile, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
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
          Shown.of(FailureText.of(e)));
      return still.compareTo(inbox.incompleteGrace()) >= 0;
    }
  }

  private boolean isReady(FoundDrop drop, Duration still) {
    Duration wait =
        switch (drop.ready()) {
          case STILL -> inbox.settleTime();
          case WITHOUT_SIDECAR -> longer(inbox.settleTime(), inbox.sidecarGrace());
          case AWAITING -> longer(inbox.settleTime(), inbox.incompleteGrace());
          case GROUP -> inbox.settleTime().multipliedBy(2);
          case LACKING -> inbox.lackingGrace();
        };
    return still.compareTo(wait) >= 0
        && isClosed(drop)
        && (isWaitedForNoMore(drop, still) || isComplete(drop));
  }

  /**
   * Nobody has gone on with it for so long that nobody will: then the intake says what is wrong.
   */
  private boolean isWaitedForNoMore(FoundDrop drop, Duration still) {
    boolean isEmpty = drop.files().stream().anyMatch(FoundFile::isEmpty);
    return still.compareTo(
            isEmpty ? shorter(EMPTY_GRACE, inbox.incompleteGrace()) : inbox.incompleteGrace())
        >= 0;
  }

  private boolean isClosed(FoundDrop drop) {
    if (openForWriting == null) {
      openForWriting = OpenForWriting.below(root);
    }
    return openForWriting.isEmpty()
        || drop.moved().noneMatch(file -> openForWriting.contains(file.path()));
  }

  private boolean isComplete(FoundDrop drop) {
    for (FoundFile file : drop.files()) {
      try {
        if (file.isEmpty() || !isComplete(file)) {
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
            Shown.of(FailureText.of(e)));
        return false;
      }
    }
    return true;
  }

  private boolean isComplete(FoundFile file) throws IOException {
    if (Listing.isLocal(file.path())) {
      return file.completeness().looksWhole();
    }
    Boolean before = seenOnServer.get(file);
    boolean isWhole = before == null ? file.completeness().looksWhole() : before;
    seenOnServer.put(file, isWhole);
    return isWhole;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
