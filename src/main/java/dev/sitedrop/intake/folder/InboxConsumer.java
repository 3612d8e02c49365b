package dev.sitedrop.intake.folder;

import dev.sitedrop.intake.KnownArrivals;
import dev.sitedrop.intake.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  private final Source source;
  private FolderScan scan;
  private Handover handover;
  private Set<Path> openForWriting;

  InboxConsumer(InboxEndpoint inbox, Processor processor) {
    super(inbox, processor);
    this.inbox = inbox;
    this.source = inbox.asSource();
  }

  @Override
  protected void doStart() throws Exception {
    if (source.volume().isLocal()) {
      create(source.volume().root());
    }
    volumes().opened(source.name(), source.volume());
    handover = new Handover(this, inbox.parallel());
    super.doStart();
  }

  private static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "its directory " + directory + " is not there and cannot be created");
    }
  }

  private Volumes volumes() {
    Volumes volumes = getEndpoint().getCamelContext().getRegistry().findSingleByType(Volumes.class);
    return volumes == null ? new Volumes() : volumes;
  }

  @Override
  protected void doStop() throws Exception {
    reports.stop();
    super.doStop();
    if (handover != null) {
      handover.stop();
    }
    volumes().closed(source.name());
    source.volume().close();
  }

  @Override
  protected int poll() {
    openForWriting = null;
    stillness.startLook();
    int before = handover.count();
    String shown = Shown.of(source.volume().shown());
    try {
      Path root = source.volume().root();
      if (scan == null) {
        begin(root);
      }
      scan.walk(this);
      stillness.endLook();
      if (reports.clear(source)) {
        LOG.info("The folder {} can be read again", shown);
      }
    } catch (IOException | UncheckedIOException e) {
      reports.warn(
          source,
          "Cannot read the folder {} of the source {} ({}). It is tried again",
          shown,
          source.name(),
          Shown.of(e.toString()));
    }
    return handover.count() - before;
  }

  /** At the first look, for a server may not be there when the source starts. */
  private void begin(Path root) throws IOException {
    KnownArrivals known =
        getEndpoint().getCamelContext().getRegistry().findSingleByType(KnownArrivals.class);
    if (known != null) {
      new Leftovers(root).giveBack(known);
    }
    scan = new FolderScan(source, root, inbox.project(), inbox.target(), reports);
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
      Path root = drop.place().root();
      openForWriting = source.volume().isLocal() ? OpenForWriting.below(root) : Set.of();
    }
    return openForWriting.isEmpty()
        || drop.files().stream().noneMatch(file -> openForWriting.contains(file.path()))
            && drop.sidecars().stream().noneMatch(file -> openForWriting.contains(file.path()));
  }

  private boolean hasItsEnds(FoundDrop drop) {
    for (FoundFile file : drop.files()) {
      try {
        if (file.stamp().size() == 0 || !FileEnding.isThere(file.path())) {
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
