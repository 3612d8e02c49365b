package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks through the folder at every poll, and hands in what is ready. */
class InboxConsumer extends ScheduledPollConsumer implements FolderScan.Visitor {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  private final InboxEndpoint inbox;
  private final Stillness stillness = new Stillness();
  private final ReportedOnce reports = new ReportedOnce();
  private final FolderScan scan;
  private Handover handover;
  private Set<Path> openForWriting;

  InboxConsumer(InboxEndpoint inbox, Processor processor) {
    super(inbox, processor);
    this.inbox = inbox;
    this.scan =
        new FolderScan(inbox.source(), inbox.directory(), inbox.project(), inbox.target(), reports);
  }

  @Override
  protected void doStart() throws Exception {
    try {
      Files.createDirectories(inbox.directory());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "its directory " + inbox.directory() + " is not there and cannot be created");
    }
    KnownArrivals known =
        getEndpoint().getCamelContext().getRegistry().findSingleByType(KnownArrivals.class);
    if (known != null) {
      new Leftovers(inbox.directory()).giveBack(known);
    }
    handover = new Handover(this, inbox.parallel());
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (handover != null) {
      handover.stop();
    }
  }

  @Override
  protected int poll() {
    openForWriting = null;
    stillness.startLook();
    int before = handover.count();
    try {
      scan.walk(this);
      stillness.endLook();
      if (reports.clear(inbox.directory())) {
        LOG.info("The folder {} can be read again", Shown.of(inbox.directory().toString()));
      }
    } catch (IOException e) {
      reports.warn(
          inbox.directory(),
          "Cannot read the folder {} of the source {} ({}). It is tried again",
          Shown.of(inbox.directory().toString()),
          inbox.source(),
          Shown.of(e.toString()));
    }
    return handover.count() - before;
  }

  @Override
  public boolean enters(String project) {
    boolean wanted = isRunAllowed() && !handover.isBusyWith(project);
    if (!wanted) {
      stillness.isCutShort(project);
    }
    return wanted;
  }

  @Override
  public boolean offer(FoundDrop drop) {
    if (handover.isUnderWay(drop)) {
      return true;
    }
    Duration still = stillness.of(drop);
    if (isReadyForSure(drop, still)) {
      switch (handover.give(drop)) {
        case YES -> stillness.forget(drop);
        case LATER -> {}
        case NO_MORE -> {
          stillness.isCutShort(drop.project());
          return false;
        }
      }
    }
    return isRunAllowed();
  }

  /** What one file holds must not hold back the others, whatever it makes a reader do. */
  private boolean isReadyForSure(FoundDrop drop, Duration still) {
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
        && (still.compareTo(inbox.incompleteGrace()) >= 0 || hasItsEnds(drop));
  }

  private boolean isClosed(FoundDrop drop) {
    if (openForWriting == null) {
      openForWriting = OpenForWriting.below(inbox.directory());
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

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
